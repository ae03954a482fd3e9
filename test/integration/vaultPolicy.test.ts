import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { controlPlaneBinary } from '../../packages/local/src/cluster/binary.ts';
import {
  testPlatform,
  type TestPlatform,
} from '../../packages/local/src/people/testPlatform.ts';
import {
  cacheFolder,
  checkout,
} from '../../packages/local/src/platform/paths.ts';
import { createPki } from '../../packages/local/src/platform/pki.ts';
import { vaultBinary } from '../../packages/local/src/vault/binary.ts';
import { clusterAuthMount } from '../../packages/local/src/vault/policy.ts';
import {
  startVault,
  type RunningVault,
} from '../../packages/local/src/vault/startVault.ts';
import {
  askServer,
  effectsFor,
  openVault,
  settingsOf,
  type Vault,
} from './world/vaultWorld.ts';

let made: TestPlatform;
let server: RunningVault;
let vault: Vault;
/** With the portal's policy as it is shipped. */
let token: string;

const { policy, policyText, role, path, owner } = effectsFor('db');
const policyPath = `sys/policies/acl/${policy}`;
const rolePath = `auth/${clusterAuthMount}/role/${policy}`;

before(async () => {
  made = await testPlatform(9);
  // What is compiled is compiled once for all.
  const platform = { ...made.platform, cache: cacheFolder };
  const pki = await createPki(
    platform.state,
    await controlPlaneBinary(platform),
  );
  await pki.issue([]);
  server = await startVault(platform, {
    binary: await vaultBinary(platform),
    pki,
    // It is asked at a login only; no service account logs in here.
    reviewer: {
      server: `https://127.0.0.1:${platform.ports.apiserver}`,
      ca: await readFile(pki.authority('cluster'), 'utf8'),
      token: 'none',
    },
  });
  const shipped = await readFile(
    join(checkout, 'deploy/vault/portal.hcl'),
    'utf8',
  );
  await asRoot('POST', 'sys/policies/acl/portal', {
    policy: shipped.replaceAll('kubernetes-prod-1', clusterAuthMount),
  });
  const { body } = await asRoot('POST', 'auth/token/create', {
    policies: ['portal'],
    no_default_policy: true,
  });
  token = body.auth!.client_token;
  vault = openVault(settingsOf(server)).vault;
});

after(async () => {
  vault?.stop();
  await made?.end();
});

async function asRoot(method: string, at: string, body: object) {
  const { rootToken } = server;
  const answer = await askServer(server, method, at, {
    token: rootToken,
    body,
  });
  assert.ok(answer.status < 300, answer.body.errors?.join());
  return answer;
}

const statusOf = async (method: string, at: string, body?: object) =>
  (await askServer(server, method, at, { token, body })).status;

describe('the policy as it is shipped', () => {
  it('lets the portal do all of its work', async () => {
    assert.deepEqual(await vault.health(), { state: 'ready' });
    await vault.writeOwner('secret', path, owner);
    await vault.writePolicy(policy, policyText);
    await vault.writeRole(role);
    await vault.writeRole(role);
    assert.deepEqual(await vault.readRole(role.mount, policy), role);
    assert.equal(await vault.readPolicy(policy), policyText);
    const data = { key: 'a value' };
    await vault.writeValue({ mount: 'secret', path, data, replaces: 0 });
    assert.equal((await vault.readMetadata('secret', path))?.current, 1);
    assert.deepEqual(await vault.listPolicies(), [policy]);
    assert.deepEqual(await vault.listRoles(role.mount), [policy]);
    await vault.deleteRole(role.mount, policy);
    await vault.deletePolicy(policy);
    await vault.destroyPath('secret', path);
    assert.equal(await vault.readMetadata('secret', path), undefined);
  });

  it('lets a portal in wrong hands write no policy of another kind', async () => {
    const mark = '# paddock.internal/request: 1\n';
    const rule = (at: string, capability = 'read') =>
      `${mark}path "${at}" { capabilities = ["${capability}"] }`;
    const fine = rule(`secret/data/${path}`);
    assert.equal(await statusOf('POST', policyPath, { policy: fine }), 204);
    for (const text of [
      rule('secret/data/*'),
      rule('secret/data/+/x'),
      rule('secret/data/{{identity.entity.name}}'),
      rule('secret/data/x', 'update'),
      rule('secret/data/x', 'sudo'),
      rule('secret/data/x', 'upd\\u0061te'),
      rule('sys/policies/acl/admin'),
      rule('auth/token/lookup'),
      rule('secret/data/x').replace(mark, ''),
      `${mark}path "secret/data/x" { policy = "write" }`,
      Buffer.from(rule('secret/data/*')).toString('base64'),
      `{"path":{"*":{"capabilities":["read"]}}}`,
    ]) {
      const status = await statusOf('POST', policyPath, { policy: text });
      assert.equal(status, 403, text);
    }
    for (const name of ['portal', 'Paddock-x', 'admin']) {
      const at = `sys/policies/acl/${name}`;
      assert.equal(await statusOf('POST', at, { policy: fine }), 403, name);
    }
    const old = 'sys/policy/paddock-x';
    assert.equal(await statusOf('POST', old, { policy: fine }), 403);
  });

  it('lets it give no policy but its own', async () => {
    const bound = {
      bound_service_account_names: ['app'],
      bound_service_account_namespaces: ['payments'],
    };
    const write = (body: object, at = rolePath) =>
      statusOf('POST', at, { ...bound, ...body });
    assert.equal(await write({ token_policies: policy }), 204);
    for (const body of [
      { token_policies: 'admin' },
      { token_policies: `${policy},admin` },
      { token_policies: ['admin'] },
      { token_policies: [policy, 'admin'] },
      { policies: 'admin' },
      { policies: ['admin'] },
    ]) {
      assert.equal(await write(body), 403, JSON.stringify(body));
    }
    for (const at of [
      `auth/${clusterAuthMount}/role/portal`,
      'auth/approle/role/paddock-portal',
      'auth/approle/role/paddock-x',
      'auth/token/create',
      'sys/mounts/paddock-x',
      'identity/entity',
    ]) {
      assert.equal(await write({ token_policies: policy }, at), 403, at);
    }
  });
});
