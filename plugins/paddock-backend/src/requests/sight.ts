import type { Person } from '../kube/cache';
import { hasRef, sameRef } from './sameRef';
import type { RequestRow, RevisionRow, Sight } from './store';

/** What a person may see, from who they are now. */
export function sightOf(
  { userRef, groupRefs }: Pick<Person, 'userRef' | 'groupRefs'>,
  administrators: readonly string[],
): Sight {
  return {
    person: userRef,
    groups: groupRefs,
    everything: groupRefs.some(group => hasRef(administrators, group)),
  };
}

/** Catalog refs of the groups whose members may decide about a revision. */
export const approversOf = ({ verdict }: Pick<RevisionRow, 'verdict'>) =>
  verdict.say === 'approval' ? verdict.approvers : [];

/** Requester, owning team, approvers and administrators see a request; for everybody else there is none. */
export function sees(
  sight: Sight,
  row: Pick<RequestRow, 'requestedBy' | 'team'>,
  approvers: readonly string[],
): boolean {
  return (
    sight.everything ||
    sameRef(row.requestedBy, sight.person) ||
    sight.groups.some(
      group => sameRef(group, row.team) || hasRef(approvers, group),
    )
  );
}
