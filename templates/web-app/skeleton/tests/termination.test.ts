import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

// Relative to the built test.
const program = fileURLToPath(new URL('../dist/server.mjs', import.meta.url));

/** The program as it is run in a container. */
async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return { child, ended, told: JSON.parse(line) as { message: string; port: number; error?: string } };
}

test('SIGTERM: what is in flight is finished, then it ends with 0', async () => {
  const { child, ended, told } = await run({ LINGER_MS: '50', DRAIN_MS: '10000' });
  assert.equal(told.message, 'listening');

  const slow = request({ host: '127.0.0.1', port: told.port, path: '/api/notes', method: 'POST', headers: { 'content-type': 'application/json' } });
  const answered = once(slow, 'response');
  slow.write('{"text":');
  await once(slow, 'socket');
  // The head has arrived when another request, sent later, is answered.
  assert.equal((await fetch(`http://127.0.0.1:${told.port}/healthz`)).status, 200);

  child.kill('SIGTERM');
  await waitUntilEnding(told.port);
  slow.end('"late"}');
  const [response] = (await answered) as [{ statusCode: number; resume(): void }];
  response.resume();
  assert.equal(response.statusCode, 201);
  assert.equal((await ended)[0], 0);
});

test('a setting that cannot be ends the start with a sentence and 1', async () => {
  const { ended, told } = await run({ PORT: 'many' });
  assert.equal(told.message, 'cannot start');
  assert.match(told.error ?? '', /PORT must be/);
  assert.equal((await ended)[0], 1);
});

async function waitUntilEnding(port: number): Promise<void> {
  for (;;) {
    // Refused once it no longer listens.
    const status = await fetch(`http://127.0.0.1:${port}/readyz`).then(({ status: code }) => code, () => 503);
    if (status === 503) return;
  }
}
