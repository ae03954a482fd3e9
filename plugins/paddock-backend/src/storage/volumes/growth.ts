import {
  bytesText,
  type VolumeGrowth,
} from '@paddock/backstage-plugin-paddock-common';
import type { ClaimWire } from '../../kube/objects/storageObjects';

type Statement = Pick<VolumeGrowth, 'state' | 'text'>;

/**
 * What the resizer and the kubelet report of a change of size, in words. Source: PersistentVolumeClaimStatus,
 * `allocatedResourceStatuses` and `conditions`.
 */
const reported: Record<string, Statement> = {
  ControllerResizeInProgress: {
    state: 'growing',
    text: 'The storage is making it larger.',
  },
  ControllerResizeInfeasible: {
    state: 'failed',
    text: 'The storage cannot make it that large.',
  },
  NodeResizePending: {
    state: 'waits-for-pod',
    text: 'Its file system grows when a pod mounts it.',
  },
  NodeResizeInProgress: {
    state: 'growing',
    text: 'The node is making its file system larger.',
  },
  NodeResizeInfeasible: {
    state: 'failed',
    text: 'The node cannot make its file system larger.',
  },
  // The same in conditions, where the other is not reported.
  ControllerResizeError: {
    state: 'failed',
    text: 'The storage could not make it larger.',
  },
  NodeResizeError: {
    state: 'failed',
    text: 'The node could not make its file system larger.',
  },
  FileSystemResizePending: {
    state: 'waits-for-pod',
    text: 'Its file system grows when a pod mounts it.',
  },
  Resizing: { state: 'growing', text: 'The storage is making it larger.' },
};

/** The worst first: of several reports this is the one to know of. */
const order = [
  'ControllerResizeInfeasible',
  'NodeResizeInfeasible',
  'ControllerResizeError',
  'NodeResizeError',
  'NodeResizePending',
  'FileSystemResizePending',
  'NodeResizeInProgress',
  'ControllerResizeInProgress',
  'Resizing',
];

/** What becomes of a size that was asked for; undefined where there is what was asked for. Pure. */
export function growthOf(
  { status }: ClaimWire,
  { requested, capacity }: { requested: number; capacity?: number },
): VolumeGrowth | undefined {
  const conditions = (status?.conditions ?? []).filter(
    each => each?.status === 'True',
  );
  const said = [
    status?.allocatedResourceStatuses?.storage,
    ...conditions.map(each => each?.type),
  ];
  const worst = order.find(each => said.includes(each));
  const statement = worst && reported[worst];
  if (statement) {
    const message = conditions.find(each => each?.type === worst)?.message;
    return message
      ? { ...statement, text: `${statement.text} It says: ${message}` }
      : statement;
  }
  if (capacity === undefined || requested <= capacity) return undefined;
  return {
    state: 'growing',
    text: `${bytesText(requested)} are asked for; the storage has not begun.`,
  };
}
