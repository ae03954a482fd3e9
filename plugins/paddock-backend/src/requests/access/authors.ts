import type { Person } from '../../person';
import { hasRef } from '../sameRef';
import type { RequestRow, RequestStore } from '../store/store';

/** The e-mail address of a person of the catalog; undefined where there is none. */
export type EmailOf = (userRef: string) => Promise<string | undefined>;

/** Who wrote what waits to be decided: refs, and the addresses by which the same people may be known otherwise. */
export interface Authors {
  refs: string[];
  emails: string[];
}

/**
 * Whoever asked, and whoever wrote a revision since the last one that was approved: each of them could otherwise
 * approve words of their own.
 */
export async function authorsOf(
  store: Pick<RequestStore, 'revision'>,
  row: RequestRow,
  emailOf: EmailOf,
): Promise<Authors> {
  const refs = new Set([row.requestedBy]);
  for (let at = row.revision; at > (row.approvedRevision ?? 0); at -= 1) {
    refs.add((await store.revision(row.id, at)).by);
  }
  const emails = await Promise.all([...refs].map(emailOf));
  return {
    refs: [...refs],
    emails: emails.filter(email => email !== undefined),
  };
}

/** By their ref, or by an address that a second account of theirs has as well. */
export function isAuthor(
  { refs, emails }: Authors,
  { userRef, email }: Pick<Person, 'userRef' | 'email'>,
): boolean {
  if (hasRef(refs, userRef)) return true;
  return email !== undefined && hasRef(emails, email);
}
