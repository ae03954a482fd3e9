import type { RollbackGuard } from '@paddock/backstage-plugin-paddock-common';
import type {
  DeploymentRow,
  ReplicaSetRow,
} from '../../kube/watch/rows/workloads';
import { newestSet } from '../diagnosis/revisions';

/** What a page tells of rollbacks by the portal itself; undefined where there is nothing to tell. Pure. */
export function projectGuard(
  { guarded, rolledBack, revision }: DeploymentRow,
  sets: ReplicaSetRow[],
): RollbackGuard | undefined {
  const last = rolledBack?.[0];
  const now = newestSet(sets)?.name;
  const again = rolledBack?.find(({ set }) => set === now);
  if (!guarded && !last) return undefined;
  return {
    on: guarded === true,
    ...(guarded && again ? { again: again.at } : {}),
    ...(last
      ? // The controller gives the old template the next number.
        { last: { ...last, current: Number(revision) <= last.from + 1 } }
      : {}),
  };
}
