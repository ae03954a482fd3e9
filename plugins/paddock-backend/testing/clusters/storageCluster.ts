import type { RequestOptions } from '../../src/kube/connection/call';
import { KubeError } from '../../src/kube/connection/errors';
import type { ReadKubelet } from '../../src/kube/connection/kubelet';
import type { RunningCluster } from '../../src/kube/watchedCluster';

export interface Asked extends RequestOptions {
  method: string;
  path: string;
}

/** What the API server answers at a path: an object, or a refusal. */
export type Answers = Record<string, object | KubeError>;

/** A cluster whose API server answers what it is told to, and 404 to everything else. */
export function createStorageCluster(answers: Answers) {
  const asked: Asked[] = [];
  const deployments: object[] = [];
  let may = true;
  const cluster = {
    name: 'local',
    identity: () => ({ user: 'ben@paddock.example', groups: ['payments'] }),
    access: { may: async () => may },
    cache: (kind: string) => ({
      reach: () => ({ state: 'live' }),
      inNamespace: () => (kind === 'Deployment' ? deployments : []),
    }),
    connection: {
      async request(method: string, path: string, given: RequestOptions = {}) {
        asked.push({ method, path, ...given });
        const answer = answers[`${method} ${path}`] ?? answers[path];
        if (answer instanceof KubeError) throw answer;
        if (answer) return answer;
        throw new KubeError(404, 'NotFound', { message: `no ${path}` });
      },
    },
    readKubelet: undefined as ReadKubelet | undefined,
  };
  return {
    cluster: cluster as typeof cluster & RunningCluster,
    asked,
    deployments,
    deny: () => {
      may = false;
    },
  };
}

export const forbidden = (what: string) =>
  new KubeError(403, 'Forbidden', { message: `${what} is forbidden` });

const storage = '/apis/storage.k8s.io/v1';
const snapshots = '/apis/snapshot.storage.k8s.io/v1';
const payments = '/api/v1/namespaces/payments';

export const places = {
  classes: `${storage}/storageclasses`,
  drivers: `${storage}/csidrivers`,
  nodes: `${storage}/csinodes`,
  leases: '/apis/coordination.k8s.io/v1/leases',
  snapshotClasses: `${snapshots}/volumesnapshotclasses`,
  snapshots: `${snapshots}/namespaces/payments/volumesnapshots`,
  claims: `${payments}/persistentvolumeclaims`,
  pods: `${payments}/pods`,
  volume: '/api/v1/persistentvolumes/pvc-1',
  node: '/api/v1/nodes/node-1',
};

export const aClaim = {
  metadata: {
    name: 'files',
    namespace: 'payments',
    uid: 'claim-1',
    creationTimestamp: '2026-11-20T00:00:00Z',
    labels: { 'paddock.internal/request': 'request-1' },
  },
  spec: {
    storageClassName: 'longhorn',
    volumeName: 'pvc-1',
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '20Gi' } },
  },
  status: {
    phase: 'Bound',
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '10Gi' },
    allocatedResourceStatuses: { storage: 'NodeResizePending' },
  },
};

const aPod = {
  metadata: { name: 'api-1' },
  spec: {
    nodeName: 'node-1',
    volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'files' } }],
  },
  status: { phase: 'Running' },
};

export const aSnapshot = {
  metadata: {
    name: 'before-upgrade',
    uid: 'snapshot-1',
    creationTimestamp: '2026-11-22T00:00:00Z',
  },
  spec: { source: { persistentVolumeClaimName: 'files' } },
  status: { readyToUse: true, restoreSize: '10Gi' },
};

const driver = 'driver.longhorn.io';

/** A namespace with one volume of Longhorn, a snapshot of it, and a pod that mounts it. */
export const usualAnswers = (): Answers => ({
  [places.classes]: {
    items: [
      {
        metadata: { name: 'longhorn' },
        provisioner: driver,
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'Immediate',
        allowVolumeExpansion: true,
        parameters: { numberOfReplicas: '3' },
      },
    ],
  },
  [places.drivers]: { items: [{ metadata: { name: driver } }] },
  [places.nodes]: { items: [{ spec: { drivers: [{ name: driver }] } }] },
  [places.leases]: { items: [] },
  [places.snapshotClasses]: {
    items: [{ metadata: { name: 'longhorn-snapshots' }, driver }],
  },
  [places.snapshots]: { items: [aSnapshot] },
  [`POST ${places.snapshots}`]: { metadata: { uid: 'snapshot-2' } },
  [`${places.snapshots}/before-upgrade`]: aSnapshot,
  [places.claims]: { items: [aClaim] },
  [`${places.claims}/files`]: aClaim,
  [places.pods]: { items: [aPod] },
  [places.volume]: {
    metadata: { name: 'pvc-1' },
    spec: {
      claimRef: { uid: 'claim-1' },
      persistentVolumeReclaimPolicy: 'Retain',
      csi: { driver },
    },
  },
  [places.node]: {
    status: {
      addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    },
  },
});
