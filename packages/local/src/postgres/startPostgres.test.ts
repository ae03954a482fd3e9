import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../worker/run.ts';
import { binaryOf, environmentOf } from './findPostgres.ts';
import { freePort } from './freePort.ts';
import { childrenOf } from './processTree.ts';
import { type Postgres, startPostgres } from './startPostgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'paddock-postgres-'));
let postgres: Postgres;

before(async () => {
  postgres = await startPostgres({ folder, port: await freePort() });
});

after(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

async function ask(sql: string, signal?: AbortSignal): Promise<string> {
  const { programs, connectionString } = postgres;
  const printed = await run(
    binaryOf(programs, 'psql'),
    ['--no-psqlrc', '--quiet', '-At', '-c', sql, connectionString],
    { env: environmentOf(programs), ...(signal && { signal }) },
  );
  return printed.trim();
}

test('answers to whoever has the password, and to nobody else', async () => {
  assert.equal(await ask('select 1 + 1'), '2');

  const { programs, connectionString } = postgres;
  const other = connectionString.replace(/:[0-9a-f]+@/, ':guessed@');
  await assert.rejects(
    run(binaryOf(programs, 'psql'), ['-c', 'select 1', other], {
      env: environmentOf(programs),
    }),
    /password authentication failed/,
  );
});

test('keeps its data when it is killed', async () => {
  await ask('create table kept as select 42 as answer');

  await postgres.kill();
  await assert.rejects(ask('select 1'), /refused/);

  await postgres.start();
  assert.equal(await ask('select answer from kept'), '42');
});

test('stands still while it is paused, and goes on where it was', async () => {
  postgres.pause();
  const answer = ask('select 7');
  const first = await Promise.race([
    answer,
    new Promise(resolve => {
      setTimeout(resolve, 300, 'silence');
    }),
  ]);
  assert.equal(first, 'silence');

  postgres.resume();
  assert.equal(await answer, '7');
});

test('leaves no process behind', async () => {
  const children = childrenOf(process.pid);
  await postgres.stop();
  assert.equal(childrenOf(process.pid).length, children.length - 1);
  await assert.rejects(ask('select 1'), /refused/);
  await postgres.start();
});
