import type {
  AccessMode,
  VolumeLine,
  VolumeSnapshotLine,
} from '@paddock/backstage-plugin-paddock-common';
import { sizeWords } from './sizes';

const writers: Record<AccessMode, string> = {
  ReadWriteOnce: 'pods on one node write',
  ReadWriteOncePod: 'one single pod writes',
  ReadWriteMany: 'many pods write, on any node',
  ReadOnlyMany: 'many pods read',
};

/** How large it is and who may write: `10 GiB · pods on one node write`. */
export function shapeWords(volume: VolumeLine): string {
  const { capacity, requested, accessModes } = volume;
  const size =
    capacity === undefined
      ? `${sizeWords(requested)} asked for`
      : sizeWords(capacity);
  return [size, ...accessModes.map(mode => writers[mode])].join(' · ');
}

/** Where its pods can run, and what that means. */
export function boundWords({ state, boundTo, volume }: VolumeLine): string {
  if (boundTo) {
    return `Only on ${boundTo.join(
      ' or ',
    )}: while that is taken out, the data is not available.`;
  }
  return state === 'bound' && volume
    ? 'On any node, as far as the volume says.'
    : 'Not decided yet.';
}

/** Its pods and their nodes: `api-1 on node-1`. */
export function mountedWords({ mountedBy }: VolumeLine): string {
  if (!mountedBy) return 'You may not list the pods of this namespace.';
  if (mountedBy.length === 0) return 'No pod.';
  return mountedBy
    .map(({ pod, node }) => (node ? `${pod} on ${node}` : pod))
    .join(', ');
}

export function reclaimWords({ reclaim }: VolumeLine): string {
  switch (reclaim) {
    case 'retain':
      return 'Kept when the claim is deleted.';
    case 'delete':
      return 'Goes when the claim is deleted.';
    default:
      return 'Not known.';
  }
}

export const snapshotWords: Record<VolumeSnapshotLine['state'], string> = {
  ready: 'ready',
  'being-taken': 'being taken',
  failed: 'failed',
  leaving: 'being deleted',
};

/** A name that says what it is of and when: `files-20261123-1402`, in UTC. */
export function snapshotName(claim: string, now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return `${claim.slice(0, 200)}-${digits.slice(0, 8)}-${digits.slice(8, 12)}`;
}
