import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startGit } from './git.ts';
import { testPlatform, type TestPlatform } from './testPlatform.ts';

let first: TestPlatform;
let second: TestPlatform;

before(async () => {
  first = await testPlatform(6);
  second = await testPlatform(6);
});
after(async () => {
  await first.end();
  await second.end();
});

test('a port that another platform has is told, and not taken for our own', async () => {
  const { url } = await startGit(first.platform);
  await assert.rejects(startGit(second.platform), /git did not start/);
  assert.match(await second.platform.supervisor.stopped, /git ended/);
  const log = join(second.platform.state, 'logs', 'git.log');
  const told = await readFile(log, 'utf8');
  assert.equal(
    told,
    'Port 7611 is taken by another program. End that program, or start with another --instance.\n',
  );
  assert.equal((await fetch(url)).status, 200);
  await first.platform.supervisor.end('git');
  await assert.rejects(fetch(url));
});

test('a part ends when the process that started it is killed', async () => {
  const main = join(import.meta.dirname, 'gitMain.ts');
  const { state } = first.platform;
  const args = [main, `--state=${state}`, '--instance=6'];
  const script = `
    const { spawn } = require('node:child_process');
    const [command, ...args] = process.argv.slice(1);
    spawn(command, [...args, '--parent=' + process.pid], { stdio: 'ignore', detached: true });
    setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, [
    '-e',
    script,
    process.execPath,
    ...args,
  ]);
  const address = `http://localhost:${first.platform.ports.git}/`;
  const answers = () =>
    fetch(address).then(
      answer => answer.ok,
      () => false,
    );
  const wait = async (until: boolean) => {
    for (
      let tries = 0;
      tries < 100 && (await answers()) !== until;
      tries += 1
    ) {
      await pause(100);
    }
    assert.equal(await answers(), until);
  };
  await wait(true);
  starter.kill('SIGKILL');
  await wait(false);
});
