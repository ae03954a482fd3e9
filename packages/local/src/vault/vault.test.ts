import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { controlPlaneBinary } from '../cluster/binary.ts';
import { testPlatform, type TestPlatform } from '../people/testPlatform.ts';
import { cacheFolder } from '../platform/paths.ts';
import { createPki } from '../platform/pki.ts';
import type { Platform } from '../platform/platform.ts';
import { vaultBinary } from './binary.ts';
import { createVaultClient, VaultError, type VaultClient } from './client.ts';
import { vaultPlaces } from './places.ts';
import { operateVault } from './seal.ts';
import { startVault, type RunningVault } from './startVault.ts';

const canary = 'canary-8f1c4be2';
const path = 'secret/data/paddock/payments/checkout';

let made: TestPlatform;
let platform: Platform;
let vault: RunningVault;

async function start(): Promise<RunningVault> {
  const { state, ports } = platform;
  const pki = await createPki(state, await controlPlaneBinary(platform));
  await pki.issue([]);
  return startVault(platform, {
    binary: await vaultBinary(platform),
    pki,
    // It is asked at a login only; nobody logs in with a token of a cluster here.
    reviewer: {
      server: `https://127.0.0.1:${ports.apiserver}`,
      ca: await readFile(pki.authority('cluster'), 'utf8'),
      token: 'none',
    },
  });
}

/** Logs in as the portal does, from its two files. */
async function asPortal(): Promise<VaultClient> {
  const { address, caFile, roleIdFile, secretIdFile } = vault;
  const login = await createVaultClient({ address, caFile });
  const { auth } = await login<{ auth: { client_token: string } }>(
    'POST',
    'auth/approle/login',
    {
      role_id: await readFile(roleIdFile, 'utf8'),
      secret_id: await readFile(secretIdFile, 'utf8'),
    },
  );
  return createVaultClient({ address, caFile, token: auth.client_token });
}

const asRoot = () =>
  createVaultClient({
    address: vault.address,
    caFile: vault.caFile,
    token: vault.rootToken,
  });

const answers = (status: number) => (error: unknown) =>
  error instanceof VaultError && error.status === status;

before(async () => {
  made = await testPlatform(8);
  // What is compiled is compiled once for all.
  platform = { ...made.platform, cache: cacheFolder };
  vault = await start();
});

after(() => made.end());

test('the portal writes a value and cannot read it', async () => {
  const portal = await asPortal();
  await portal('POST', path, { data: { password: canary } });

  await assert.rejects(portal('GET', path), answers(403));
  await assert.rejects(
    portal('GET', 'secret/subkeys/paddock/payments/checkout'),
    answers(403),
  );
  const { data } = await portal<{ data: { current_version: number } }>(
    'GET',
    'secret/metadata/paddock/payments/checkout',
  );
  assert.equal(data.current_version, 1);
  const root = await asRoot();
  const read = await root<{ data: { data: object } }>('GET', path);
  assert.deepEqual(read.data.data, { password: canary });
});

test('the portal keeps to its own folder, policies and roles', async () => {
  const portal = await asPortal();
  const policy = { policy: 'path "secret/*" { capabilities = ["read"] }' };
  await portal('PUT', 'sys/policies/acl/paddock-payments', policy);
  const role = { token_policies: ['paddock-payments'] };
  const refused: Array<[string, object]> = [
    ['secret/data/elsewhere', { data: { password: canary } }],
    ['sys/policies/acl/portal', policy],
    ['sys/policies/acl/PORTAL', policy],
    ['sys/policies/acl/default', policy],
    ['sys/policy/paddock-payments', policy],
    ['auth/kubernetes-local/role/other', role],
    ['auth/kubernetes-local/config', { kubernetes_host: 'https://[::1]' }],
    ['auth/approle/role/paddock-portal', role],
    ['auth/token/create', { policies: ['root'] }],
    ['sys/seal', {}],
  ];
  for (const [where, body] of refused) {
    await assert.rejects(portal('PUT', where, body), answers(403), where);
  }
});

test('sealed, it serves nobody; unsealed, everybody again', async () => {
  const portal = await asPortal();
  const { state } = platform;
  await vault.seal();
  assert.equal(await operateVault(state, 'status'), 'sealed');
  await assert.rejects(
    portal('POST', path, { data: { password: canary } }),
    answers(503),
  );
  await vault.unseal();
  assert.equal(await operateVault(state, 'status'), 'unsealed');
  await portal('POST', path, { data: { password: canary } });
});

test('killed, it comes back unsealed, and a login still holds', async () => {
  const portal = await asPortal();
  await portal('POST', path, { data: { password: canary } });
  await vault.kill(0);
  await portal('GET', 'auth/token/lookup-self');
});

test('a new start finds the values, and lets the portal in with what it has', async () => {
  const { secretIdFile, rootToken } = vault;
  const secretId = await readFile(secretIdFile, 'utf8');
  await platform.supervisor.end('vault');
  vault = await start();

  assert.equal(vault.rootToken, rootToken);
  assert.equal(await readFile(secretIdFile, 'utf8'), secretId);
  await asPortal();
  const root = await asRoot();
  const { data } = await root<{ data: { data: object } }>('GET', path);
  assert.deepEqual(data.data, { password: canary });
});

test('keys are for their owner alone, and no file shows a value', async () => {
  const { keys, auditLog, data } = vaultPlaces(platform.state);
  const { roleIdFile, secretIdFile } = vault;
  for (const file of [keys, roleIdFile, secretIdFile, auditLog]) {
    assert.equal((await stat(file)).mode & 0o077, 0, file);
  }
  const audited = await readFile(auditLog, 'utf8');
  assert.match(audited, /secret\/data\/paddock\/payments\/checkout/);
  assert.ok(!audited.includes(canary));
  const stored = await readFile(`${data}/vault.db`);
  assert.ok(!stored.includes(canary));
});
