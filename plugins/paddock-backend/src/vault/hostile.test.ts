import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
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
import type { Vault } from './vault';

const token = 'token-of-the-portal';
const canary = 'canary-5d1e';
const path = 'paddock/local/payments/apps/db';
const folder = mkdtempSync(join(tmpdir(), 'paddock-vault-'));
const tokenFile = join(folder, 'token');
const logger = createSilentLogger();
const lookedUp: FakeAnswer = {
  status: 200,
  body: { data: { ttl: 0, renewable: false } },
};

let fake: FakeVault;
let vault: Vault;

beforeAll(() => writeFileSync(tokenFile, `${token}\n`));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  vault.stop();
  await fake.close();
});

async function startWith(answer: FakeAnswer, timeoutMs = 5_000) {
  fake = await startFakeVault(({ path: asked }) =>
    asked === 'auth/token/lookup-self' ? lookedUp : answer,
  );
  const settings = {
    address: fake.address,
    kvMount: 'secret',
    prefix: 'paddock',
    authMounts: ['kubernetes-local'],
    login: { method: 'token' as const, tokenFile },
    timeoutMs,
  };
  vault = createVault(settings, { logger, alarm: () => {} });
}

const failureOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: Error) => error,
  );

const write = () =>
  failureOf(
    vault.writeValue({ mount: 'secret', path, data: { password: canary } }),
  );

const raw =
  (type: string, content: string | Buffer, headers = {}) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type, ...headers });
    response.end(content);
  };

describe('an answer that Vault would not give', () => {
  it.each<[string, FakeAnswer, string]>([
    [
      '10 MB',
      raw('application/json', `{"data":"${'x'.repeat(10_000_000)}"}`),
      'is longer than 1048576 bytes',
    ],
    [
      'a compressed bomb',
      raw('application/json', gzipSync(Buffer.alloc(10_000_000)), {
        'content-encoding': 'gzip',
      }),
      'is compressed',
    ],
    ['HTML', raw('text/html', '<p>Welcome</p>'), 'is not the JSON'],
    ['HTML called JSON', raw('application/json', '<p>'), 'is not the JSON'],
    ['a list', raw('application/json', '[]'), 'is not the JSON'],
    ['null', raw('application/json', 'null'), 'is not the JSON'],
    ['nothing', raw('application/json', ''), 'cannot be understood'],
    [
      'wrong types',
      { status: 200, body: { data: { policy: 7 } } },
      'cannot be understood',
    ],
    [
      'a prototype',
      raw('application/json', '{"__proto__":{"data":{"policy":"x"}}}'),
      'cannot be understood',
    ],
    [
      'endless headers',
      {
        status: 200,
        headers: { 'x-long': 'x'.repeat(100_000) },
        body: {},
      },
      'HPE_HEADER_OVERFLOW',
    ],
    [
      'half an answer',
      response => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': '100',
        });
        response.write('{"data":', () => response.destroy());
      },
      'ECONNRESET',
    ],
  ])('is away: %s', async (_, answer, why) => {
    await startWith(answer);
    const error = await failureOf(vault.readPolicy('paddock-a'));
    expect(error).toMatchObject({ name: 'VaultAway' });
    expect(error.message).toContain(why);
  });

  it('is given up when it drips', async () => {
    let dripping: NodeJS.Timeout | undefined;
    await startWith(response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      dripping = setInterval(() => response.write(' '), 10);
    }, 300);
    const error = await failureOf(vault.readPolicy('paddock-a'));
    clearInterval(dripping);
    expect(error.message).toBe('Vault has not answered within 0.3 s');
  });

  it.each([301, 302, 307, 308])('is never followed: %s', async status => {
    const location = 'http://169.254.169.254/latest/meta-data';
    await startWith({ status, headers: { location } });
    const error = await failureOf(vault.readPolicy('paddock-a'));
    expect(error).toMatchObject({ name: 'VaultAway' });
    expect(error.message).toContain(`redirect (${status})`);
    expect(fake.asked.map(each => each.path)).toEqual([
      'auth/token/lookup-self',
      'sys/policies/acl/paddock-a',
    ]);
  });

  it('cannot ask to be left alone for ever', async () => {
    await startWith({
      status: 429,
      headers: { 'retry-after': '1e99' },
      body: {},
    });
    const error = await failureOf(vault.readPolicy('paddock-a'));
    expect(error).toMatchObject({ name: 'VaultAway', retryAfterMs: 3_600_000 });
  });
});

describe('what must not be repeated', () => {
  const secrets = new RegExp(`${canary}|${token}`);

  it.each([400, 403, 404, 409, 429, 500, 503])(
    'is not, when the server repeats it with %s',
    async status => {
      await startWith(refusal(status, `no: {"password":"${canary}"}`, token));
      const written = await write();
      expect(written.name).toMatch(/^Vault(Away|Refused)$/);
      const read = await failureOf(vault.readPolicy('paddock-a'));
      for (const error of [written, read]) {
        const all = `${error.stack} ${JSON.stringify(error)} ${error.cause}`;
        expect(all).not.toContain(token);
      }
      expect(`${written.stack} ${JSON.stringify(written)}`).not.toMatch(
        secrets,
      );
      expect(logger.lines.join('\n')).not.toMatch(secrets);
    },
  );

  it('is in no URL, and the token goes in its header alone', async () => {
    await startWith({ status: 200, body: { data: { version: 1 } } });
    await vault.writeValue({
      mount: 'secret',
      path,
      data: { password: canary },
      replaces: 0,
    });
    const written = fake.asked.at(-1)!;
    expect(written).toMatchObject({
      method: 'POST',
      path: `secret/data/${path}`,
      token,
      body: { data: { password: canary }, options: { cas: 0 } },
    });
    expect(written.headers).toMatchObject({ 'x-vault-request': 'true' });
    expect(fake.asked.map(each => each.path).join()).not.toMatch(secrets);
  });

  it('is one printable line of Vault’s own words', async () => {
    await startWith(
      refusal(400, `no\r\n\u001b[31mred\u202e${'x'.repeat(900)}`),
    );
    const { message } = await failureOf(vault.readPolicy('paddock-a'));
    expect(message).toMatch(/^no \[31mred x+$/);
    expect(message.length).toBeLessThanOrEqual(500);
  });
});

describe('what is not canonical', () => {
  it('is never sent', async () => {
    await startWith({ status: 200, body: {} });
    const bad = 'paddock/a/../../b';
    const owner = { request: '1' };
    const attempts = [
      () => vault.readPolicy('paddock-../root'),
      () =>
        vault.writePolicy('paddock-a', 'path "*" { capabilities = ["read"] }'),
      () => vault.writePolicy('Paddock-a', ''),
      () => vault.deletePolicy('default'),
      () => vault.readRole('approle', 'paddock-a'),
      () => vault.deleteRole('kubernetes-local', 'portal'),
      () => vault.listRoles('../sys'),
      () => vault.readMetadata('secret', bad),
      () => vault.writeOwner('sys', path, owner),
      () => vault.destroyPath('secret', 'paddock/'),
      () =>
        vault.writeValue({ mount: 'secret', path: bad, data: { a: canary } }),
      () =>
        vault.capabilitiesOf(
          { mount: 'kubernetes-local', role: 'paddock-a', jwt: 'jwt' },
          ['secret/data/*'],
        ),
    ];
    for (const attempt of attempts) {
      expect(await failureOf(attempt())).toMatchObject({
        name: 'VaultRefused',
        status: 422,
      });
    }
    expect(fake.asked).toEqual([]);
  });
});
