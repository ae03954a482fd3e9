import type { RollbackGuard } from '@paddock/backstage-plugin-paddock-common';
import type { DeploymentRow } from '../../kube/rows';

/** What a page tells of rollbacks by the portal itself; undefined where there is nothing to tell. Pure. */
export function projectGuard({
  guarded,
  rolledBack,
  revision,
}: DeploymentRow): RollbackGuard | undefined {
  const last = rolledBack?.[0];
  if (!guarded && !last) return undefined;
  return {
    on: guarded === true,
    ...(last
      ? // The controller gives the old template the next number.
        { last: { ...last, current: Number(revision) <= last.from + 1 } }
      : {}),
  };
}
