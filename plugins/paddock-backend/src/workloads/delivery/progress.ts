import type { RolloutRow } from '../../kube/watch/rows/delivery';
import type { Progress } from '../diagnosis/controllerProgress';
import { standingOf } from './standing';

/** How far the controller of Argo Rollouts says that it is. */
export function progressOfRollout(row: RolloutRow): Omit<Progress, 'seen'> {
  const standing = standingOf(row);
  const message = row.message ?? '';
  const late = standing === 'failed' && /^ProgressDeadline/.test(message);
  return {
    done: standing === 'settled',
    moving: row.wantedHash !== row.stableHash,
    hasDeadline: true,
    ...(late ? { deadline: message } : {}),
    ...(standing === 'aborted'
      ? { failure: { is: 'aborted', message } as const }
      : {}),
    ...(standing === 'failed' && !late
      ? { failure: { is: 'invalid', message } as const }
      : {}),
    held: heldBy(row, standing),
    partly: standing !== 'settled' && isBeforeEnd(row),
  };
}

function heldBy(row: RolloutRow, standing: ReturnType<typeof standingOf>) {
  if (row.paused) return 'paused';
  return standing === 'waits-for-person' ? 'promotion' : undefined;
}

/** Old pods go only when the last step has been taken, or when the preview has become active. */
function isBeforeEnd({ strategy, wantedHash, stableHash }: RolloutRow) {
  if (wantedHash === stableHash) return false;
  return strategy.is === 'canary'
    ? (strategy.at ?? 0) < strategy.steps.length
    : true;
}
