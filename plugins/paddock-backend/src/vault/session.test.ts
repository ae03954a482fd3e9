import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  refusal,
  startFakeVault,
  type Asked,
  type FakeAnswer,
  type FakeVault,
} from '../../testing/vault/fakeVault';
import { createSilentLogger } from '../../testing/silentLogger';
import { eventually } from '../../testing/eventually';
import { createVault } from './createVault';
import type { VaultLogin } from './settings';
import type { Vault } from './vault';

const folder = mkdtempSync(join(tmpdir(), 'paddock-vault-'));
const file = (name: string) => join(folder, name);
const put = (name: string, text: string) => writeFileSync(file(name), text);

const appRole: VaultLogin = {
  method: 'appRole',
  mount: 'approle',
  roleIdFile: file('role-id'),
  secretIdFile: file('secret-id'),
};
const wrapped: VaultLogin = { ...appRole, wrapped: { role: 'portal' } };
const given: VaultLogin = { method: 'token', tokenFile: file('token') };
const loginPath = 'auth/approle/login';
const policyPath = 'sys/policies/acl/paddock-a';

/** A small Vault: which tokens and secret ids hold, and how long. */
let world: {
  tokens: Set<string>;
  secretIds: Set<string>;
  issued: number;
  seconds: number;
  renewable: boolean;
  wrappings: Map<string, { secretId: string; path: string; ttl: number }>;
  /** Answers instead of all else. */
  instead?: (asked: Asked) => FakeAnswer | undefined;
};
let fake: FakeVault;
let vault: Vault | undefined;
let alarms: string[];
const logger = createSilentLogger();

const ok = (body: object): FakeAnswer => ({ status: 200, body });
const denied = refusal(403, 'permission denied');

function issue(): FakeAnswer {
  world.issued += 1;
  const token = `token-${world.issued}`;
  world.tokens.add(token);
  return ok(auth(token));
}

const auth = (token: string) => ({
  auth: {
    client_token: token,
    lease_duration: world.seconds,
    renewable: world.renewable,
  },
});

function answerTo(asked: Asked): FakeAnswer {
  const { path, body, token = '' } = asked;
  const other = world.instead?.(asked);
  if (other) return other;
  if (path === loginPath) {
    return world.secretIds.has(String(body.secret_id))
      ? issue()
      : refusal(400, 'invalid role or secret ID');
  }
  if (path.startsWith('sys/wrapping/')) return unwrapping(path, body, token);
  if (!world.tokens.has(token)) return denied;
  switch (path) {
    case 'auth/token/lookup-self':
      return ok({ data: { ttl: world.seconds, renewable: world.renewable } });
    case 'auth/token/renew-self':
      return ok(auth(token));
    case 'auth/token/revoke-self':
      world.tokens.delete(token);
      return { status: 204 };
    case policyPath:
      return ok({ data: { policy: 'text' } });
    default:
      return denied;
  }
}

function unwrapping(
  path: string,
  body: Record<string, unknown>,
  token: string,
): FakeAnswer {
  const wrapping = path.endsWith('lookup') ? String(body.token) : token;
  const found = world.wrappings.get(wrapping);
  if (!found) {
    return refusal(400, 'wrapping token is not valid or does not exist');
  }
  if (path.endsWith('lookup')) {
    return ok({ data: { creation_path: found.path, creation_ttl: found.ttl } });
  }
  world.wrappings.delete(wrapping);
  return ok({ data: { secret_id: found.secretId } });
}

beforeEach(async () => {
  alarms = [];
  world = {
    tokens: new Set(),
    secretIds: new Set(['secret-1']),
    issued: 0,
    seconds: 3600,
    renewable: true,
    wrappings: new Map(),
  };
  put('role-id', 'role-id-1\n');
  put('secret-id', 'secret-1\n');
  fake = await startFakeVault(answerTo);
});

afterEach(async () => {
  vault?.stop();
  vault = undefined;
  await fake.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function open(login: VaultLogin): Vault {
  vault = createVault(
    {
      address: fake.address,
      kvMount: 'secret',
      prefix: 'paddock',
      authMounts: ['kubernetes-local'],
      login,
    },
    { logger, alarm: text => alarms.push(text) },
  );
  return vault;
}

const read = (from: Vault) => from.readPolicy('paddock-a');
/** Asks again until it is answered: after a failure nobody asks for a moment. */
async function soon<T>(attempt: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 4_000; ; await sleep(20)) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
  }
}

const away = (message: string | RegExp) =>
  expect.objectContaining({
    name: 'VaultAway',
    message: expect.stringMatching(message),
  });

describe('the portal’s token', () => {
  it('is got once for all who ask at the same time', async () => {
    const it = open(appRole);
    await Promise.all(Array.from({ length: 30 }, () => read(it)));
    expect(fake.count(loginPath)).toBe(1);
  });

  it('is replaced by one login, whoever notices that it is gone', async () => {
    const it = open(appRole);
    await read(it);
    world.tokens.clear();
    const texts = await Promise.all(Array.from({ length: 30 }, () => read(it)));
    expect(new Set(texts)).toEqual(new Set(['text']));
    expect(fake.count(loginPath)).toBe(2);
  });

  it('is replaced at once where Vault says that it is invalid', async () => {
    const it = open(appRole);
    await read(it);
    world.instead = ({ token, path }) =>
      token === 'token-1' && path === policyPath
        ? refusal(403, '2 errors occurred: * permission denied * invalid token')
        : undefined;
    await expect(read(it)).resolves.toBe('text');
    expect(fake.count('auth/token/lookup-self')).toBe(0);
  });

  it('stays when the refusal is about the path', async () => {
    const it = open(appRole);
    await read(it);
    await expect(it.readPolicy('paddock-b')).rejects.toMatchObject({
      name: 'VaultRefused',
      status: 403,
      message: 'permission denied',
    });
    expect(fake.count(loginPath)).toBe(1);
  });

  it('makes no storm when every token is refused', async () => {
    const it = open(appRole);
    world.instead = ({ path }) => (path === loginPath ? undefined : denied);
    for (let n = 0; n < 20; n += 1) {
      await expect(read(it)).rejects.toEqual(
        away('does not accept the token that it has just given'),
      );
    }
    expect(fake.count(loginPath)).toBe(1);
  });

  it('makes no storm when the login is refused, and sees a new secret id at once', async () => {
    const it = open(appRole);
    world.secretIds = new Set(['secret-2']);
    for (let n = 0; n < 20; n += 1) {
      await expect(read(it)).rejects.toEqual(away('invalid role or secret ID'));
    }
    expect(fake.count(loginPath)).toBe(1);
    put('secret-id', 'secret-2\n');
    await expect(read(it)).resolves.toBe('text');
    expect(fake.count(loginPath)).toBe(2);
  });

  it('is left alone for as long as Vault asks to be', async () => {
    const it = open(appRole);
    const busy: FakeAnswer = {
      status: 429,
      headers: { 'retry-after': '30' },
      body: { errors: ['rate limit quota exceeded'] },
    };
    world.instead = () => busy;
    await expect(read(it)).rejects.toEqual(away('overloaded'));
    world.instead = undefined;
    await expect(read(it)).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(fake.asked).toHaveLength(1);
  });

  it('is renewed before it ends', async () => {
    world.seconds = 2;
    const it = open(appRole);
    await read(it);
    await eventually(
      'it was renewed',
      () => fake.count('auth/token/renew-self') > 0,
    );
    await read(it);
    expect(fake.count(loginPath)).toBe(1);
  });

  it('is replaced before it ends, where it cannot be renewed', async () => {
    world.seconds = 2;
    world.renewable = false;
    const it = open(appRole);
    await read(it);
    await sleep(1_500);
    await read(it);
    expect(fake.count(loginPath)).toBe(2);
    expect(fake.count('auth/token/renew-self')).toBe(0);
  });

  it('is revoked when the portal stops', async () => {
    await read(open(appRole));
    vault!.stop();
    await eventually('it is gone', () => world.tokens.size === 0);
    await expect(read(vault!)).rejects.toEqual(away('is stopping'));
  });
});

describe('a token that is given in a file', () => {
  it('is read again when the file changes, and never revoked', async () => {
    world.tokens = new Set(['given-1', 'given-2']);
    put('token', 'given-1');
    const it = open(given);
    await read(it);
    put('token', 'given-2');
    await read(it);
    const used = fake.asked
      .filter(({ path }) => path === policyPath)
      .map(({ token }) => token);
    expect(used).toEqual(['given-1', 'given-2']);
    vault!.stop();
    expect(fake.count('auth/token/revoke-self')).toBe(0);
  });

  it('is asked about once when it was revoked', async () => {
    put('token', 'given-1');
    const it = open(given);
    for (let n = 0; n < 10; n += 1) {
      await expect(read(it)).rejects.toEqual(away('permission denied'));
    }
    expect(fake.asked).toHaveLength(1);
  });

  it.each([
    ['is missing', () => rmSync(file('token')), /cannot be read \(ENOENT\)$/],
    ['is empty', () => put('token', ''), /one line of printable text$/],
    ['holds more', () => put('token', 'a\r\nx: y'), /one line of printable/],
  ])('says so when it %s, and not where it is', async (_, change, why) => {
    put('token', 'given-1');
    change();
    await expect(read(open(given))).rejects.toEqual(away(why));
    expect(fake.asked).toEqual([]);
  });
});

describe('a wrapped secret id', () => {
  const path = 'auth/approle/role/portal/secret-id';
  const wrap = (over: { path?: string; ttl?: number } = {}) =>
    world.wrappings.set('wrapping-1', {
      secretId: 'secret-1',
      path,
      ttl: 120,
      ...over,
    });

  beforeEach(() => put('secret-id', 'wrapping-1\n'));

  it('is opened once, and serves further logins', async () => {
    wrap();
    const it = open(wrapped);
    await read(it);
    world.tokens.clear();
    await read(it);
    expect(fake.count(loginPath)).toBe(2);
    expect(fake.count('sys/wrapping/unwrap')).toBe(1);
    expect(alarms).toEqual([]);
  });

  it('alarms when somebody has opened it before, once', async () => {
    const it = open(wrapped);
    for (let n = 0; n < 5; n += 1) {
      await expect(read(it)).rejects.toEqual(away('was opened already'));
    }
    expect(alarms).toHaveLength(1);
    expect(alarms[0]).toContain('was opened already, or is too old');
    expect(alarms[0]).not.toContain('wrapping-1');
    expect(fake.asked).toHaveLength(1);
  });

  it.each([
    ['made elsewhere', { path: 'cubbyhole/x' }, 'was made for something else'],
    ['made for an hour', { ttl: 3600 }, 'was made for too long a time'],
  ])('is not opened when it was %s', async (_, over, why) => {
    wrap(over);
    await expect(read(open(wrapped))).rejects.toEqual(away(why));
    expect(alarms).toEqual([expect.stringContaining(why)]);
    expect(fake.count('sys/wrapping/unwrap')).toBe(0);
  });

  it('waits when Vault is away, without an alarm', async () => {
    wrap();
    world.instead = () => refusal(503, 'Vault is sealed');
    const it = open(wrapped);
    await expect(read(it)).rejects.toEqual(away('sealed'));
    world.instead = undefined;
    const text = await soon(() => read(it));
    expect(text).toBe('text');
    expect(alarms).toEqual([]);
  });

  it('is replaced by the next that is delivered', async () => {
    const it = open(wrapped);
    await expect(read(it)).rejects.toThrow('was opened already');
    world.wrappings.set('wrapping-2', { secretId: 'secret-1', path, ttl: 60 });
    put('secret-id', 'wrapping-2');
    await expect(read(it)).resolves.toBe('text');
  });
});
