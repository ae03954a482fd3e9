import { createHash, timingSafeEqual } from 'node:crypto';
import { personNamed, people, type Person } from '../people.ts';
import { gitPassword, portalAccount } from '../token.ts';
import { awaitsFirstPush, type Repository } from './repositories.ts';

export type Account =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'portal' };

export type Caller = Account | { readonly kind: 'anonymous' };

/** What git writes into the log of a repository about a push. */
export function committerOf(account: Account): { name: string; email: string } {
  if (account.kind === 'portal') {
    return { name: portalAccount, email: `${portalAccount}@paddock.example` };
  }
  const { displayName, email } = account.person;
  return { name: displayName, email };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Returns who sends an Authorization header, or undefined when it names nobody with that password. */
export function createAuthenticate(state: string) {
  const names = [...people.map(person => person.name), portalAccount];
  const digests = new Map(
    names.map(name => [name, digest(gitPassword(state, name))]),
  );

  return (authorization: string | undefined): Caller | undefined => {
    if (authorization === undefined) return { kind: 'anonymous' };
    const [, basic] = /^basic +([\w+/=-]+)$/i.exec(authorization) ?? [];
    if (!basic) return undefined;
    const pair = Buffer.from(basic, 'base64').toString('utf8');
    const [name = '', password = ''] = pair.split(/:(.*)/s);
    const expected = digests.get(name);
    if (!expected || !timingSafeEqual(digest(password), expected)) {
      return undefined;
    }
    const person = personNamed(name);
    return person ? { kind: 'person', person } : { kind: 'portal' };
  };
}

/** Only the portal makes repositories: it knows for whom. */
export function mayCreate(caller: Caller): boolean {
  return caller.kind === 'portal';
}

/** A team pushes to its own repositories; the portal only the first content of one that it has made. */
export async function mayPush(
  account: Account,
  repository: Repository,
): Promise<boolean> {
  if (account.kind === 'portal') return awaitsFirstPush(repository);
  const { groups } = account.person;
  return (
    groups.includes(repository.owner) || groups.includes('platform-admins')
  );
}
