import type { Person } from '../../person';
import { hasRef, sameRef } from '../sameRef';
import type { RequestRow, RevisionRow, Visibility } from '../store/store';

/** What a person may see, from who they are now. */
export function visibilityOf(
  { userRef, groupRefs }: Pick<Person, 'userRef' | 'groupRefs'>,
  administrators: readonly string[],
): Visibility {
  return {
    person: userRef,
    groups: groupRefs,
    everything: groupRefs.some(group => hasRef(administrators, group)),
  };
}

/** Catalog refs of the groups whose members may decide about a revision. */
export const approversOf = ({ verdict }: Pick<RevisionRow, 'verdict'>) =>
  verdict.say === 'approval' ? verdict.approvers : [];

/** Whether this person has asked for it, and it still belongs to the team that they asked for. */
export const isRequester = (
  { requestedBy, handedOver }: Pick<RequestRow, 'requestedBy' | 'handedOver'>,
  person: string,
): boolean => !handedOver && sameRef(requestedBy, person);

/**
 * Requester, owning team, a team that it is offered to, approvers and administrators see a request; for everybody else
 * there is none. Once another team has it, whoever asked for it is nobody to it.
 */
export function sees(
  visibility: Visibility,
  row: Pick<RequestRow, 'requestedBy' | 'handedOver' | 'team' | 'offer'>,
  approvers: readonly string[],
): boolean {
  return (
    visibility.everything ||
    isRequester(row, visibility.person) ||
    visibility.groups.some(
      group =>
        sameRef(group, row.team) ||
        (row.offer && sameRef(group, row.offer.team)) ||
        hasRef(approvers, group),
    )
  );
}
