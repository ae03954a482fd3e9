import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPreparing, preparingFile } from './preparing.ts';

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

const at = new Date('2026-11-30T10:00:00Z');

test('what is outstanding is in the file as long as it is', async context => {
  const state = mkdtempSync(join(tmpdir(), 'preparing-'));
  context.after(() => rmSync(state, { recursive: true }));
  const read = (): Array<Record<string, string>> =>
    JSON.parse(readFileSync(preparingFile(state), 'utf8')).items;
  const states = () => read().map(({ what, state: how }) => [what, how]);

  const { track } = createPreparing(state, () => at);
  assert.deepEqual(read(), []);

  const vault = withResolvers<string>();
  const docs = withResolvers<void>();
  const tracked = [track('vault', vault.promise), track('docs', docs.promise)];
  assert.deepEqual(states(), [
    ['The Vault server', 'running'],
    ['The generator of documentation', 'running'],
  ]);
  // What the portal's preparingSchema takes.
  const [first] = read();
  assert.deepEqual(Object.keys(first!).sort(), [
    'since',
    'state',
    'usually',
    'what',
    'without',
  ]);
  assert.equal(first!.since, at.toISOString());

  vault.resolve('served');
  assert.equal(await tracked[0], 'served');
  assert.deepEqual(states(), [['The generator of documentation', 'running']]);

  docs.reject(new Error('no network'));
  await assert.rejects(tracked[1]!, /no network/);
  assert.deepEqual(states(), [['The generator of documentation', 'failed']]);

  // The next start begins anew.
  createPreparing(state);
  assert.deepEqual(read(), []);
});
