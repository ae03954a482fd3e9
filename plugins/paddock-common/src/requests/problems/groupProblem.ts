import type { Known } from '../known';
import { isGroupRef } from '../names';

/** Why this group cannot own or get anything; undefined when it can. */
export function groupProblem(
  ref: string,
  { groups }: Pick<Known, 'groups'>,
): string | undefined {
  if (!isGroupRef(ref)) {
    return 'This must be the full ref of a group of the catalog in small letters, such as group:default/team-payments; never a person, a service account or a group of the cluster.';
  }
  switch (groups[ref] ?? 'unknown') {
    case 'known':
      return undefined;
    case 'system':
      return 'The cluster would take this group for one of its own.';
    default:
      return 'The catalog knows no group of this name.';
  }
}
