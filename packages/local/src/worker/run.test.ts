import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandError, run } from './run.ts';

test('what a command prints is returned, and it is given its input', async () => {
  assert.equal(await run('cat', [], { input: 'one\ntwo\n' }), 'one\ntwo\n');
});

test('a failing command tells its last lines', async () => {
  await assert.rejects(
    run('sh', ['-c', 'echo first; echo broken >&2; exit 3']),
    (error: Error) => {
      assert.ok(error instanceof CommandError);
      assert.match(error.message, /failed \(3\):\nbroken/);
      return true;
    },
  );
});

test('ending a command ends what it started', async () => {
  const abort = new AbortController();
  const began = performance.now();
  // The child of the shell holds the output open: only when it is gone, too, is the command over.
  const running = run('sh', ['-c', 'sleep 30 & wait'], {
    signal: abort.signal,
  });
  setTimeout(() => abort.abort(), 100);
  await assert.rejects(running, { name: 'Advice' });
  assert.ok(performance.now() - began < 5000);
});
