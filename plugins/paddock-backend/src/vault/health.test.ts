import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  refusal,
  startFakeVault,
  type FakeAnswer,
  type FakeVault,
} from '../../testing/vault/fakeVault';
import { createSilentLogger } from '../../testing/silentLogger';
import { createVault } from './createVault';
import type { Vault, VaultHealth } from './vault';

const folder = mkdtempSync(join(tmpdir(), 'paddock-vault-'));
const jwtFile = join(folder, 'jwt');
const startingFile = join(folder, 'starting');

const now = () => Math.round(Date.now() / 1000);
const body = (over: object = {}) => ({
  sealed: false,
  server_time_utc: now(),
  ...over,
});
const up: FakeAnswer = { status: 200, body: body() };
const granted: FakeAnswer = {
  status: 200,
  body: {
    auth: { client_token: 'token-1', lease_duration: 0, renewable: false },
  },
};
const nothing = refusal(404);

let fake: FakeVault;
let vault: Vault;
let answers: { health: FakeAnswer; login: FakeAnswer; list: FakeAnswer };

beforeEach(async () => {
  writeFileSync(jwtFile, 'jwt-of-the-portal');
  answers = { health: up, login: granted, list: nothing };
  fake = await startFakeVault(({ path }) => {
    if (path.startsWith('sys/health?')) return answers.health;
    if (path === 'auth/kubernetes-own/login') return answers.login;
    if (path === 'secret/metadata/paddock?list=true') return answers.list;
    return { status: 200, body: { data: {} } };
  });
  const login = {
    method: 'kubernetes' as const,
    mount: 'kubernetes-own',
    role: 'portal',
    jwtFile,
  };
  vault = createVault(
    {
      address: fake.address,
      namespace: 'teams/platform',
      kvMount: 'secret',
      prefix: 'paddock',
      authMounts: ['kubernetes-local'],
      login,
      startingFile,
    },
    { logger: createSilentLogger(), alarm: () => {} },
  );
});

afterEach(async () => {
  vault.stop();
  await fake.close();
  rmSync(startingFile, { force: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('health', () => {
  it('is ready when the portal may come in', async () => {
    expect(await vault.health()).toEqual({ state: 'ready' });
    expect(fake.asked.map(each => each.headers['x-vault-namespace'])).toEqual([
      undefined,
      'teams/platform/',
      'teams/platform/',
    ]);
    expect(fake.asked[1]!.body).toEqual({
      role: 'portal',
      jwt: 'jwt-of-the-portal',
    });
  });

  it.each<[number, object, VaultHealth]>([
    [503, { sealed: true }, { state: 'sealed' }],
    [
      503,
      { sealed: false },
      {
        state: 'away',
        reason: 'Vault answers 503 without saying that it is sealed',
      },
    ],
    [501, {}, { state: 'away', reason: 'Vault has not been initialised' }],
    [
      429,
      {},
      {
        state: 'away',
        reason: 'Vault is overloaded, or a standby that passes nothing on',
      },
    ],
    [
      472,
      {},
      { state: 'away', reason: 'it is the disaster recovery secondary' },
    ],
    [
      473,
      {},
      {
        state: 'away',
        reason: 'it is a performance standby that passes nothing on',
      },
    ],
    [
      530,
      {},
      { state: 'away', reason: 'Vault answers 530 when asked for its health' },
    ],
    [
      200,
      { sealed: 'no' },
      {
        state: 'away',
        reason: 'Vault’s answer about its health cannot be understood',
      },
    ],
  ])('%s %j', async (status, over, health) => {
    answers.health = { status, body: body(over) };
    expect(await vault.health()).toEqual(health);
    expect(fake.asked).toHaveLength(1);
  });

  it('is away when a standby sends elsewhere', async () => {
    answers.health = { status: 307, headers: { location: 'http://x/' } };
    expect(await vault.health()).toMatchObject({
      state: 'away',
      reason: expect.stringContaining('redirect (307)'),
    });
  });

  it('is away when the KV mount is gone', async () => {
    answers.list = refusal(404, 'no handler for route "secret/metadata/"');
    expect(await vault.health()).toEqual({
      state: 'away',
      reason:
        'A mount is missing in Vault: no handler for route "secret/metadata/"',
    });
  });

  it('is refused when the login is, with the clocks where they differ', async () => {
    const reason = 'token is not valid yet (nbf)';
    answers.login = refusal(403, reason);
    expect(await vault.health()).toEqual({ state: 'refused', reason });
    const health = body({ server_time_utc: now() - 7200 });
    answers.health = { status: 200, body: health };
    expect(await vault.health()).toMatchObject({
      state: 'refused',
      reason: expect.stringMatching(/its clock differs .* by -7\d\d\d s$/),
    });
  });

  it('is refused when the policy does not allow the portal’s own paths', async () => {
    answers.list = refusal(403, 'permission denied');
    expect(await vault.health()).toEqual({
      state: 'refused',
      reason:
        'the portal’s policy does not let it list its own paths (permission denied)',
    });
  });

  it('is starting while nobody listens and the file is there', async () => {
    await fake.close();
    expect(await vault.health()).toEqual({
      state: 'away',
      reason: 'Vault cannot be reached: nobody answers at its address',
    });
    writeFileSync(startingFile, 'building: 40 of 900 packages\u001b[1m\nmore');
    expect(await vault.health()).toEqual({
      state: 'starting',
      detail: 'building: 40 of 900 packages [1m',
    });
    fake = await startFakeVault(() => nothing);
  });
});
