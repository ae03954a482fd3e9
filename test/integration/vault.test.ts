import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  startVaultBeside,
  type RunningVault,
} from '../../packages/local/src/vault/startVault.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  askServer,
  canary,
  effectsFor,
  openVault,
  pastThePortal,
  settingsOf,
  tokenOfAccount,
  type Vault,
} from './world/vaultWorld.ts';
import { filesWith, processList } from './world/traces.ts';
import { until } from './world/watching.ts';

let controlPlane: ControlPlane;
let server: RunningVault;
let opened: ReturnType<typeof openVault>;
let vault: Vault;
/** Everything that the portal said in this file. */
const said: string[] = [];
const mount = 'secret';
const appRole = 'auth/approle/role/paddock-portal';
const db = effectsFor('db');
const other = effectsFor('other');

before(async () => {
  controlPlane = await startControlPlane(1);
  server = await startVaultBeside(controlPlane.platform, controlPlane.cluster);
  opened = openVault(settingsOf(server));
  vault = opened.vault;
});

after(async () => {
  vault?.stop();
  await controlPlane?.stop();
});

const { asRoot, asPortal, revokePortal, tokenFrom, tokensFrom } = pastThePortal(
  () => server,
);

async function failureOf(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => assert.fail('it succeeded'),
    (failure: Error & { status?: number }) => failure,
  );
  said.push(`${error.stack} ${JSON.stringify(error)}`);
  return error;
}

const isReady = async () => (await vault.health()).state === 'ready';

const value = (suffix: string) => ({ DB_PASSWORD: `${canary}-${suffix}` });

async function make({ policy, policyText, role, path, owner }: typeof db) {
  await vault.writePolicy(policy, policyText);
  await vault.writeRole(role);
  await vault.writeOwner(mount, path, owner);
}

describe('the portal in a real Vault', () => {
  it('is let in', async () => {
    assert.deepEqual(await vault.health(), { state: 'ready' });
  });

  it('finds nothing where nothing is', async () => {
    assert.equal(await vault.readPolicy(db.policy), undefined);
    assert.equal(await vault.readRole(db.role.mount, db.policy), undefined);
    assert.equal(await vault.readMetadata(mount, db.path), undefined);
    assert.deepEqual(await vault.listPolicies(), []);
    assert.deepEqual(await vault.listRoles(db.role.mount), []);
    await vault.deletePolicy(db.policy);
    await vault.deleteRole(db.role.mount, db.policy);
    await vault.destroyPath(mount, db.path);
  });

  it('reads back what it wrote', async () => {
    await make(db);
    await make(other);
    assert.equal(
      (await vault.readPolicy(db.policy))?.trim(),
      db.policyText.trim(),
    );
    assert.deepEqual(await vault.readRole(db.role.mount, db.policy), db.role);
    assert.deepEqual(await vault.readMetadata(mount, db.path), {
      current: 0,
      owner: db.owner,
      versions: [],
    });
    const names = [db.policy, other.policy];
    assert.deepEqual((await vault.listPolicies()).sort(), names);
    assert.deepEqual((await vault.listRoles(db.role.mount)).sort(), names);
  });

  it('sees and mends a role that was opened up by hand', async () => {
    const path = `auth/${db.role.mount}/role/${db.policy}`;
    const body = {
      bound_service_account_names: ['app', 'intruder'],
      token_period: 7200,
    };
    assert.equal((await asRoot('POST', path, { body })).status, 204);
    const seen = await vault.readRole(db.role.mount, db.policy);
    assert.notDeepEqual(seen, db.role);
    await vault.writeRole(db.role);
    assert.deepEqual(await vault.readRole(db.role.mount, db.policy), db.role);
  });

  it('writes a value and cannot read it, even when asked directly', async () => {
    const { path } = db;
    const data = value('1');
    assert.deepEqual(await vault.writeValue({ mount, path, data }), {
      version: 1,
    });
    const token = await asPortal();
    const own = `${mount}/data/${path}`;
    const wrapped = await askServer(server, 'GET', own, {
      token,
      wrapFor: '60s',
    });
    assert.equal(wrapped.status, 403);
    for (const [method, asked] of [
      ['GET', own],
      ['GET', `${own}?version=1`],
      ['GET', `${mount}/subkeys/${path}`],
      ['GET', `${mount}/data/elsewhere`],
      ['POST', `${mount}/data/elsewhere`],
      ['PUT', 'sys/policies/acl/portal'],
      ['GET', 'sys/policies/acl/root'],
    ] as const) {
      const body = method === 'GET' ? undefined : { data: {} };
      const answer = await askServer(server, method, asked, { token, body });
      assert.equal(answer.status, 403, `${method} ${asked}`);
    }
  });

  it('never writes over a version that it has not seen', async () => {
    const write = (replaces: number) =>
      vault.writeValue({
        mount,
        path: db.path,
        data: value(`after ${replaces}`),
        replaces,
      });
    const conflict = await failureOf(write(0));
    assert.equal(conflict.name, 'VaultRefused');
    assert.equal(conflict.status, 409);
    assert.deepEqual(await write(1), { version: 2 });
    assert.equal((await failureOf(write(1))).status, 409);
    const metadata = await vault.readMetadata(mount, db.path);
    assert.equal(metadata?.current, 2);
    assert.deepEqual(
      metadata.versions.map(each => each.version),
      [1, 2],
    );
    assert.ok(!JSON.stringify(metadata).includes(canary));
  });

  it('says that a value is too large, and none of it', async () => {
    const data = { A: canary.padEnd(2_000_000, 'x') };
    const error = await failureOf(
      vault.writeValue({ mount, path: other.path, data }),
    );
    assert.equal(error.status, 413);
  });
});

describe('a service account', () => {
  const login = async (account = 'app', audience = 'vault') => ({
    mount: db.role.mount,
    role: db.role.name,
    jwt: await tokenOfAccount(
      controlPlane.cluster,
      { namespace: 'payments', name: account },
      audience,
    ),
  });

  it('may read its own path and no other', async () => {
    const own = ['data', 'metadata'].map(kind => `${mount}/${kind}/${db.path}`);
    const foreign = [
      `${mount}/data/${other.path}`,
      `${mount}/data/${db.path}/below`,
      `${mount}/data/${db.path}x`,
      `${mount}/delete/${db.path}`,
      `sys/policies/acl/${db.policy}`,
      `auth/${db.role.mount}/role/${db.policy}`,
    ];
    const found = await vault.capabilitiesOf(await login(), [
      ...own,
      ...foreign,
    ]);
    assert.deepEqual(
      found,
      Object.fromEntries([
        ...own.map(path => [path, ['read']]),
        ...foreign.map(path => [path, ['deny']]),
      ]),
    );
    const left = await tokensFrom(`auth/${db.role.mount}/login`);
    assert.deepEqual(left, [], 'the login is revoked');
  });

  it('reads the value', async () => {
    const { mount: authMount, ...body } = await login();
    const token = await tokenFrom(authMount, body);
    const read = (path: string) =>
      askServer(server, 'GET', `${mount}/data/${path}`, { token });
    const { body: answer } = await read(db.path);
    assert.deepEqual(answer.data?.data, value('after 1'));
    assert.equal((await read(other.path)).status, 403);
  });

  it('is not let in under another name, or with a token for somebody else', async () => {
    for (const [account, audience] of [
      ['intruder', 'vault'],
      ['app', 'https://kubernetes.default.svc'],
    ]) {
      const error = await failureOf(
        vault.capabilitiesOf(await login(account, audience), [db.path]),
      );
      assert.equal(error.name, 'VaultRefused');
      assert.equal(error.status, 403);
    }
    const own = await vault.health();
    assert.deepEqual(own, { state: 'ready' }, 'it is not the portal’s refusal');
  });
});

describe('what happens to a Vault', () => {
  it('is sealed, and opened again', async () => {
    await server.seal();
    assert.deepEqual(await vault.health(), { state: 'sealed' });
    const error = await failureOf(vault.readPolicy(db.policy));
    assert.equal(error.name, 'VaultAway');
    assert.equal(error.message, 'Vault is sealed');
    await server.unseal();
    await until('it is ready', isReady);
    assert.ok(await vault.readPolicy(db.policy));
  });

  it('is killed, and started again', async () => {
    const back = server.kill(1);
    await until('it is away', async () => {
      const { state } = await vault.health();
      return state === 'away';
    });
    const error = await failureOf(vault.readPolicy(db.policy));
    assert.equal(error.name, 'VaultAway');
    await back;
    await until('it is ready', isReady);
  });

  it('is known by its certificate', async () => {
    const caFile = controlPlane.cluster.pki.authority('cluster');
    const misled = openVault({ ...settingsOf(server), caFile });
    const health = await misled.vault.health();
    assert.equal(health.state, 'away');
    misled.vault.stop();
  });

  it('has the portal’s token revoked: one new login', async () => {
    await revokePortal();
    const texts = await Promise.all(
      Array.from({ length: 10 }, () => vault.readPolicy(db.policy)),
    );
    assert.equal(new Set(texts).size, 1);
    assert.equal((await tokensFrom('auth/approle/login')).length, 1);
  });

  it('has the portal’s secret id rotated: the file is read again', async () => {
    const { secretIdFile } = server;
    const old = (await readFile(secretIdFile, 'utf8')).trim();
    await asRoot('POST', `${appRole}/secret-id/destroy`, {
      body: { secret_id: old },
    });
    await revokePortal();
    const error = await failureOf(vault.readPolicy(db.policy));
    assert.equal(error.name, 'VaultAway');
    const health = await vault.health();
    assert.equal(health.state, 'refused');
    said.push(JSON.stringify(health));

    const made = await asRoot('POST', `${appRole}/secret-id`, { body: {} });
    await writeFile(secretIdFile, String(made.body.data?.secret_id));
    assert.ok(await vault.readPolicy(db.policy));
    assert.deepEqual(await vault.health(), { state: 'ready' });
  });

  it('hands out a wrapped secret id, which is opened once', async () => {
    const secretIdFile = join(controlPlane.platform.state, 'wrapped-secret-id');
    const { login, ...rest } = settingsOf(server);
    assert.ok(login.method === 'appRole');
    const wrapped = { role: 'paddock-portal' };
    const settings = { ...rest, login: { ...login, secretIdFile, wrapped } };
    const { body } = await asRoot('POST', `${appRole}/secret-id`, {
      body: {},
      wrapFor: '120s',
    });
    await writeFile(secretIdFile, body.wrap_info!.token);
    await chmod(secretIdFile, 0o600);

    const first = openVault(settings);
    assert.ok(await first.vault.readPolicy(db.policy));
    assert.deepEqual(first.alarms, []);
    first.vault.stop();

    const second = openVault(settings);
    const error = await failureOf(second.vault.readPolicy(db.policy));
    assert.equal(error.name, 'VaultAway');
    assert.equal(second.alarms.length, 1);
    assert.match(second.alarms[0]!, /was opened already/);
    second.vault.stop();
    said.push(...first.logged, ...second.logged, ...second.alarms);
  });

  it('loses a mount', async () => {
    const lost = db.role.mount;
    assert.equal((await asRoot('DELETE', `sys/auth/${lost}`)).status, 204);
    const error = await failureOf(vault.readRole(lost, db.policy));
    assert.equal(error.name, 'VaultAway');
    assert.match(error.message, /^A mount is missing in Vault/);
  });
});

describe('the end of a request', () => {
  it('leaves nothing', async () => {
    await vault.destroyPath(mount, db.path);
    await vault.deletePolicy(db.policy);
    assert.equal(await vault.readMetadata(mount, db.path), undefined);
    assert.equal(await vault.readPolicy(db.policy), undefined);
    assert.deepEqual(await vault.listPolicies(), [other.policy]);
  });
});

describe('a value', () => {
  it('was never said, and is in no process list, log or file', async () => {
    assert.ok(said.length > 5);
    assert.ok(![...said, ...opened.logged].join('\n').includes(canary));
    assert.ok(!(await processList()).includes(canary));
    assert.equal(await filesWith(canary, controlPlane.platform.state), '');
  });
});
