import { VaultRefused } from './errors';
import type { VaultRole } from './vault';

const segment = '[a-z0-9](?:[a-z0-9_-]|\\.(?!\\.))*(?<![._-])';
const aPath = new RegExp(`^${segment}(?:/${segment})*$`);
const aName = new RegExp(`^paddock-${segment}$`);
const anAccount = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

const MAX_PATH = 1_024;
const MAX_NAME = 512;

/**
 * The one form in which the portal writes paths: lower-case segments of letters, digits and single dots, underscores
 * or hyphens, joined by single slashes. What has only one form cannot be meant in two: two paths are the same place if
 * and only if they are the same text. Vault itself would normalise, decode or fold some of the others
 * (`a/../b`, `a//b`, `%2e`, names of policies in any case), and reads `*` and `+` in policies as patterns.
 *
 * @throws VaultRefused with status 422
 */
export function checkPath(path: string): string {
  if (path.length <= MAX_PATH && aPath.test(path)) return path;
  throw refused('path', path);
}

/** A path that lies below the prefix. @throws VaultRefused with status 422 */
export function checkPathBelow(prefix: string, path: string): string {
  if (checkPath(path).startsWith(`${prefix}/`)) return path;
  throw new VaultRefused(
    422,
    `${quoted(path)} is not below ${prefix}/, where the portal works`,
  );
}

/** A name of a policy or role of ours: begins with `paddock-`. @throws VaultRefused with status 422 */
export function checkName(name: string): string {
  if (name.length <= MAX_NAME && aName.test(name)) return name;
  throw refused('name', name);
}

/** One of the mounts that are configured. @throws VaultRefused with status 422 */
export function checkMount(allowed: readonly string[], mount: string): string {
  if (allowed.includes(mount)) return mount;
  throw new VaultRefused(
    422,
    `${quoted(mount)} is no mount that the portal is configured for`,
  );
}

/** A role binds one service account of one namespace to policies of ours. @throws VaultRefused with status 422 */
export function checkRole(role: VaultRole): VaultRole {
  checkName(role.name);
  for (const name of [role.serviceAccount, role.namespace]) {
    if (name.length > 253 || !anAccount.test(name)) {
      throw refused('service account or namespace', name);
    }
  }
  role.policies.forEach(checkName);
  if (role.policies.length === 0 || !/^[\x21-\x7e]{1,253}$/.test(role.audience))
    throw new VaultRefused(
      422,
      'A role has at least one policy, and an audience that its tokens must be for',
    );
  if (!Number.isInteger(role.ttlSeconds) || role.ttlSeconds < 1) {
    throw new VaultRefused(422, 'A role lets in for a whole number of seconds');
  }
  return role;
}

const refused = (what: string, text: string) =>
  new VaultRefused(422, `${quoted(text)} cannot be a ${what} in Vault here`);

/** Escapes what could end a line or colour a terminal, and never grows long. */
const quoted = (text: string) =>
  JSON.stringify(text.slice(0, 100)).replace(
    /[^\x20-\x7e]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
