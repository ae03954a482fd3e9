import {
  clusterTarget,
  namespaceTarget,
  objectTarget,
  snapshotTakenSchema,
  snapshotTarget,
  storageClassesSchema,
  takeSnapshotSchema,
  volumeListSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors, writeErrors } from '../operation';

export const storageOperations: Operations = {
  'GET /clusters/{cluster}/storage-classes': {
    operationId: 'listStorageClasses',
    summary:
      'What is known of the storage classes of a cluster, and who says so',
    path: clusterTarget,
    answers: {
      200: [
        'The classes; a cluster that is away is a state of the answer',
        storageClassesSchema,
      ],
    },
    errors: [400, 403, 404],
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/volumes': {
    operationId: 'listVolumes',
    summary: 'The claims of a namespace, with what lies behind them',
    description: 'Claims, pods and snapshots are read as the caller.',
    path: namespaceTarget,
    answers: {
      200: ['The volumes; what needs a person first', volumeListSchema],
    },
    errors: readErrors,
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/volumes/{name}/snapshots': {
    operationId: 'takeSnapshot',
    summary: 'Take a snapshot of a volume',
    description:
      'Done as the caller, of the VolumeSnapshotClass that fits. 422 says why none does.',
    path: objectTarget,
    body: takeSnapshotSchema,
    answers: {
      202: [
        'The cluster has taken it; whether it is ready is seen in the list',
        snapshotTakenSchema,
      ],
    },
    errors: writeErrors,
  },
  'DELETE /clusters/{cluster}/namespaces/{namespace}/volumes/{name}/snapshots/{snapshot}':
    {
      operationId: 'deleteSnapshot',
      summary: 'Delete a snapshot of this volume',
      description:
        'Done as the caller, of exactly the snapshot that is there now.',
      path: snapshotTarget,
      answers: { 202: ['The cluster has taken it'] },
      errors: [400, 403, 404, 409, 503],
    },
};
