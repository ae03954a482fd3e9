import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Advice } from '../platform/platform.ts';
import { keep } from './keep.ts';
import { people } from './people.ts';

/** The portal's own account on the git server. */
export const portalAccount = 'paddock-portal';

const accounts = [...people.map(person => person.name), portalAccount];

/**
 * The git password of a sample person, or of the portal. Random for each state folder, kept in
 * `<state>/people.json` (readable by its owner only), and made there at the first call.
 */
export function gitPassword(state: string, name: string): string {
  const kept = keep(join(state, 'people.json'), () => ({
    gitPasswords: Object.fromEntries(
      accounts.map(each => [each, randomBytes(24).toString('base64url')]),
    ),
  }));
  if (!accounts.includes(name)) {
    throw new Advice(
      `Nobody is called ${JSON.stringify(name)} on the git server.`,
      `Take one of ${accounts.join(', ')}.`,
    );
  }
  const { [name]: password, [portalAccount]: secret = '' } = kept.gitPasswords;
  // A state folder may be older than a person of the samples.
  return (
    password ?? createHmac('sha256', secret).update(name).digest('base64url')
  );
}
