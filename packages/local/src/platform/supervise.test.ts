import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createSupervisor } from './supervise.ts';
import type { Supervisor } from './supervisor.ts';

const steadyMs = 300;

describe('a part that ends by itself', () => {
  let state: string;
  let said: string[];
  let supervisor: Supervisor;

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), 'paddock-supervise-'));
    said = [];
    supervisor = createSupervisor(state, line => said.push(line), steadyMs);
  });
  afterEach(async () => {
    await supervisor.stop('the test is over');
    rmSync(state, { recursive: true });
  });

  function start(name: string, script: string, onStart = () => {}) {
    const args = ['-e', script];
    supervisor.start({ name, command: process.execPath, args, onStart });
  }

  it('is started again when it had started well, and goes on to be ended with the platform', async () => {
    let starts = 0;
    const again = new Promise<void>(done => {
      start(
        'scheduler',
        `setTimeout(() => process.exit(7), ${3 * steadyMs})`,
        () => {
          starts += 1;
          if (starts === 2) done();
        },
      );
    });
    await again;
    assert.match(
      said.join('\n'),
      /scheduler ended \(exit code 7\) and is started again/,
    );
    assert.equal(supervisor.signal.aborted, false);
    await supervisor.stop('the test is over');
    assert.equal(await supervisor.stopped, 'the test is over');
    assert.equal(starts, 2);
  });

  it('ends the platform when it cannot start, with what it said last', async () => {
    start('etcd', 'console.error("no room left"); process.exit(1)');
    assert.match(
      await supervisor.stopped,
      /^etcd ended \(exit code 1\)\. Its log: /,
    );
    assert.match(said.join('\n'), /no room left/);
  });

  it('ends after what rests on it, also when it was started again meanwhile', async () => {
    const alive = join(state, 'alive');
    start(
      'etcd',
      `const { rmSync, writeFileSync } = require('node:fs');
       writeFileSync(${JSON.stringify(alive)}, '');
       process.on('SIGTERM', () => { rmSync(${JSON.stringify(
         alive,
       )}); process.exit(); });
       setInterval(() => {}, 1000);`,
    );
    const isAlive = async () => {
      while (!existsSync(alive)) await setTimeout(10);
    };
    await isAlive();
    let wasAlive = false;
    supervisor.atStop('What rests on it', 1, async () => {
      wasAlive = existsSync(alive);
    });
    rmSync(alive);
    await supervisor.bounce('etcd', 0);
    await isAlive();
    await supervisor.stop('the test is over');
    assert.ok(wasAlive, 'it was ended first');
    assert.ok(!existsSync(alive), 'it goes on');
  });

  it('leaves nothing of a group behind whose leader ends without its children', async () => {
    const child = 'setInterval(() => {}, 1000)';
    const script = `
      const { spawn } = require('node:child_process');
      const { pid } = spawn(process.execPath, ['-e', ${JSON.stringify(child)}]);
      require('node:fs').writeFileSync(${JSON.stringify(
        join(state, 'pid'),
      )}, String(pid));
      setInterval(() => {}, 1000);
    `;
    supervisor.start({
      name: 'portal',
      command: process.execPath,
      args: ['-e', script],
      wholeGroup: true,
    });
    while (!existsSync(join(state, 'pid'))) await setTimeout(20);
    let text = '';
    while (text === '') {
      text = readFileSync(join(state, 'pid'), 'utf8');
      await setTimeout(20);
    }
    await supervisor.stop('the test is over');
    assert.throws(() => process.kill(Number(text), 0), { code: 'ESRCH' });
  });
});
