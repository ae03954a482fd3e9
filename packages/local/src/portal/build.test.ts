import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runBuild } from './build.ts';

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('a build ends with the platform, and all that it has started', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-build-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'pid');
  const abort = new AbortController();
  const script = `sleep 600 & echo $! > ${file}.new; mv ${file}.new ${file}; wait`;
  const build = runBuild(abort.signal, 'sh', ['-c', script]);
  const ended = assert.rejects(build, /could not be built/);
  while (!existsSync(file)) await wait(10);
  const below = Number(readFileSync(file, 'utf8'));
  assert.ok(isRunning(below));
  abort.abort();
  await ended;
  while (isRunning(below)) await wait(10);
});

test('a build that fails says how it ended', async () => {
  const { signal } = new AbortController();
  await runBuild(signal, 'true', []);
  await assert.rejects(
    runBuild(signal, 'sh', ['-c', 'echo no such module; exit 3']),
    /no such module/,
  );
});
