import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Platform } from '../platform/platform.ts';
import { createPki } from '../platform/pki.ts';
import { portsOf } from '../platform/ports.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiserverFlags } from './apiserver.ts';
import { clusterLeaves } from './identities.ts';

async function flagsWith(workerAddress?: string) {
  const state = await mkdtemp(join(tmpdir(), 'paddock-flags-'));
  try {
    const pki = await createPki(state, 'unused');
    const platform = { state, ports: portsOf(3) } as Platform;
    return apiserverFlags({ platform, pki }, workerAddress);
  } finally {
    await rm(state, { recursive: true });
  }
}

test('the API server listens on loopback, with a worker too', async () => {
  for (const worker of [undefined, '10.99.3.1']) {
    const flags = await flagsWith(worker);
    assert.ok(flags.includes('--bind-address=127.0.0.1'));
    assert.ok(flags.includes('--anonymous-auth=false'));
  }
});

test('pods find the API server at the worker’s address, or there are none', async () => {
  const alone = await flagsWith();
  assert.ok(alone.includes('--endpoint-reconciler-type=none'));
  const flags = await flagsWith('10.99.3.1');
  assert.ok(flags.includes('--advertise-address=10.99.3.1'));
  assert.ok(flags.includes('--endpoint-reconciler-type=lease'));
});

test('the serving certificate holds the addresses by which the API server is reached', () => {
  const serving = clusterLeaves('10.99.3.1').find(
    each => each.name === 'apiserver',
  );
  for (const address of ['127.0.0.1', '10.96.0.1', '10.99.3.1']) {
    assert.ok(serving?.ipAddresses?.includes(address), address);
  }
});

test('no two certificates share their files', () => {
  const names = clusterLeaves().map(each => each.name);
  assert.equal(new Set(names).size, names.length);
});
