import {
  bytesOf,
  type VolumeSnapshotLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { SnapshotWire } from '../../kube/objects/storageObjects';

/** A VolumeSnapshot in the portal's terms. Pure. */
export function projectSnapshot(snapshot: SnapshotWire): VolumeSnapshotLine {
  const { metadata, status } = snapshot;
  const restoreSize = bytesOf(status?.restoreSize ?? '');
  const message = status?.error?.message;
  return {
    name: metadata?.name ?? '',
    uid: metadata?.uid ?? '',
    createdAt: status?.creationTime ?? metadata?.creationTimestamp ?? '',
    state: stateOf(snapshot),
    ...(restoreSize !== undefined && { restoreSize }),
    ...(message && { message }),
  };
}

function stateOf({
  metadata,
  status,
}: SnapshotWire): VolumeSnapshotLine['state'] {
  if (metadata?.deletionTimestamp) return 'leaving';
  if (status?.readyToUse) return 'ready';
  return status?.error ? 'failed' : 'being-taken';
}
