import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { createVaultClient } from '../../packages/local/src/vault/client.ts';
import { kvMount, kvPrefix } from '../../packages/local/src/vault/policy.ts';
import { ask, call, type Line, remove } from './world/asking.ts';
import { namespaceSpec, secretSpec } from './world/specs.ts';
import { untilSeen } from './world/waiting.ts';
import type { BackendProcess } from './world/backendProcess.ts';
import { assertInvariants } from './invariants/assertInvariants.ts';
import type { World } from './world/world.ts';

const run = promisify(execFile);
const maxBuffer = 2 ** 30;

/** Files below a folder that hold the text, binary ones too. */
async function filesWith(text: string, folder: string): Promise<string[]> {
  // grep(1) ends with 1 where nothing is found.
  const found = await run('grep', ['-rlaF', text, folder], { maxBuffer }).catch(
    (error: { code?: number; stdout?: string }) => {
      if (error.code === 1) return { stdout: '' };
      throw error;
    },
  );
  return found.stdout.split('\n').filter(line => line !== '');
}

/** Arguments and environments of all processes; grep's own would be among the former. */
const processes = async () =>
  (await run('ps', ['axeww', '-o', 'args'], { maxBuffer })).stdout;

interface Written {
  backend: BackendProcess;
  secret: Line;
  canary: string;
}

/** A namespace and a secret in it, whose value is written; the server refuses a second one on top of the same version. */
async function writeValue(
  { backend, canary }: Omit<Written, 'secret'>,
  secret: Pick<Line, 'id'>,
): Promise<void> {
  const put = (data: Record<string, string>) =>
    call<{ version?: number }>(backend, 'ben', {
      method: 'PUT',
      path: `/requests/${secret.id}/value`,
      body: { data, replaces: 0 },
    });
  const written = await put({ PASSWORD: canary });
  assert.equal(written.status, 200, JSON.stringify(written.body));
  assert.equal(written.body.version, 1);
  const again = await put({ PASSWORD: canary });
  assert.equal(again.status, 409);
  const wrong = await put({ 'not a key': canary });
  assert.equal(wrong.status, 400);
  for (const { body } of [written, again, wrong]) {
    assert.ok(!JSON.stringify(body).includes(canary));
  }
}

/** As root: it was really written, and can be found where it belongs. */
async function isInVault({ vault }: World, { secret, canary }: Written) {
  const { address, caFile, rootToken } = vault;
  const asRoot = await createVaultClient({ address, caFile, token: rootToken });
  const path = `${kvPrefix}/local/${secret.namespace}/apps/${secret.name}`;
  const { data } = await asRoot<{ data: { data: object } }>(
    'GET',
    `${kvMount}/data/${path}`,
  );
  assert.deepEqual(data.data, { PASSWORD: canary });
}

async function assertNowhere(
  { folder, controlPlane, databaseFolder }: World,
  { backend, secret, canary }: Written,
  more: string[],
): Promise<void> {
  // The state folder holds etcd, Vault's storage, and all logs and audit logs.
  const folders = [
    folder,
    controlPlane.platform.state,
    databaseFolder,
    ...more,
  ];
  for (const each of folders) {
    assert.deepEqual(await filesWith(canary, each), []);
  }
  assert.ok(!(await processes()).includes(canary));
  for (const path of [
    `/requests/${secret.id}`,
    `/requests/${secret.id}/versions`,
    '/requests',
    '/audit/export',
  ]) {
    const answer = await call(backend, 'petra', { method: 'GET', path });
    assert.equal(answer.status, 200, path);
    assert.ok(!JSON.stringify(answer.body).includes(canary), path);
  }
}

export function describeCanary(world: World) {
  describe('a value that was typed in', () => {
    async function leavesNoTrace(name: string, sqlite?: string) {
      const database = sqlite && {
        client: 'better-sqlite3',
        connection: { directory: sqlite },
      };
      const backend = await world.start(
        undefined,
        database ? { database } : undefined,
      );
      // Another database knows of its own requests only.
      const accepted = sqlite ? new Set<string>() : world.accepted;
      const made = async (spec: Parameters<typeof ask>[2]['spec']) => {
        const answer = await ask({ accepted }, backend, {
          person: 'ben',
          spec,
        });
        assert.equal(answer.status, 201, JSON.stringify(answer));
        await untilSeen(
          backend,
          answer.body.id,
          ({ state }) => state === 'live',
        );
        return answer.body;
      };
      const around = await made(namespaceSpec(name));
      const secret = await made(secretSpec(name, 'db'));
      const written = { backend, secret, canary: `canary-${randomUUID()}` };
      await writeValue(written, secret);
      await isInVault(world, written);
      await assertNowhere(world, written, sqlite ? [sqlite] : []);

      await remove(backend, 'ben', around);
      await untilSeen(backend, around.id, ({ state }) => state === 'removed');
      await backend.stop();
      await assertInvariants(world);
    }

    it('is in Vault alone, with PostgreSQL', () => leavesNoTrace('canary-pg'));

    it('is in Vault alone, with SQLite', async () => {
      const sqlite = mkdtempSync(join(tmpdir(), 'paddock-sqlite-'));
      await leavesNoTrace('canary-sqlite', sqlite);
      rmSync(sqlite, { recursive: true });
    });
  });
}
