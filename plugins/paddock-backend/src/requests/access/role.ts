import type { Person } from '../../person';
import { type Authors, isAuthor } from './authors';
import { hasRef } from '../sameRef';
import { isRequester } from './visibility';
import type { RequestRow } from '../store/store';

/** What somebody is to one request. */
export interface Role {
  requester: boolean;
  /** Of the owning team. */
  member: boolean;
  /** Of the team that it is offered to. */
  receiver: boolean;
  administrator: boolean;
  /** Of a group that may decide about the latest revision. */
  approver: boolean;
  /** Wrote what waits to be decided, under this name or another. */
  author: boolean;
  /** The permissions of the portal, which the policy gives. */
  permits: Permits;
}

export interface Permits {
  create: boolean;
  decide: boolean;
}

/** Pure: everything that it rests on is handed in. */
export function roleOf(
  person: Person,
  {
    row,
    approvers,
    authors,
  }: {
    row: Pick<RequestRow, 'requestedBy' | 'handedOver' | 'team' | 'offer'>;
    approvers: readonly string[];
    authors: Authors;
  },
  {
    administrators,
    permits,
  }: { administrators: readonly string[]; permits: Permits },
): Role {
  const isOneOf = (groups: readonly string[]) =>
    person.groupRefs.some(group => hasRef(groups, group));
  return {
    requester: isRequester(row, person.userRef),
    member: isOneOf([row.team]),
    receiver: row.offer !== undefined && isOneOf([row.offer.team]),
    administrator: isOneOf(administrators),
    approver: isOneOf(approvers),
    author: isAuthor(authors, person),
    permits,
  };
}
