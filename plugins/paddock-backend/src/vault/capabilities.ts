import { z } from 'zod';
import { expectSuccess, holdsAny, oddAnswer } from './answers';
import { checkMount, checkName, checkPath } from './canonical';
import type { Connection } from './connection';
import { LoginRefused, VaultRefused } from './errors';
import { grantOf } from './login/login';
import type { VaultSettings } from './settings';
import { revoke } from './login/tokens';
import type { Vault } from './vault';

const answerSchema = z.object({
  data: z.record(z.string(), z.unknown()),
});
const capabilities = z.array(z.string().max(100)).max(20);
const MAX_PATHS = 100;

/** Source: HashiCorp Vault, `/sys/capabilities-self`. */
export function createCapabilities(
  send: Connection['send'],
  { authMounts, kvMount }: VaultSettings,
): Vault['capabilitiesOf'] {
  return async ({ mount, role, jwt }, paths) => {
    checkMount(authMounts, mount);
    checkName(role);
    // The mount is as it is configured; what is below it has one form.
    paths.forEach(path =>
      checkPath(
        path.startsWith(`${kvMount}/`) ? path.slice(kvMount.length + 1) : path,
      ),
    );
    if (paths.length > MAX_PATHS) {
      throw new VaultRefused(422, `At most ${MAX_PATHS} paths are looked at`);
    }
    const token = await logIn(send, mount, { role, jwt });
    try {
      const call = {
        method: 'POST' as const,
        path: 'sys/capabilities-self',
        body: { paths },
        token,
      };
      const body = expectSuccess(await send(call), holdsAny([token]));
      return capabilitiesIn(body, paths);
    } finally {
      await revoke(send, token);
    }
  };
}

async function logIn(
  send: Connection['send'],
  mount: string,
  body: { role: string; jwt: string },
): Promise<string> {
  const path = `auth/${mount}/login`;
  try {
    return (await grantOf({ send }, { method: 'POST', path, body })).token;
  } catch (error) {
    // Here it is not the portal who is refused.
    if (error instanceof LoginRefused) {
      throw new VaultRefused(403, error.message);
    }
    throw error;
  }
}

function capabilitiesIn(
  body: unknown,
  paths: string[],
): Record<string, string[]> {
  const answer = answerSchema.safeParse(body);
  return Object.fromEntries(
    paths.map(path => {
      const found = capabilities.safeParse(answer.data?.data[path]);
      if (!found.data) throw oddAnswer('what a login may do');
      return [path, found.data];
    }),
  );
}
