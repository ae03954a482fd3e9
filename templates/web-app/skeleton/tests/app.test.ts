import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { start, type Started } from './started';

let app: Started;
afterEach(() => app.stop());

const canary = 'canary-5f2c';
const json = { 'content-type': 'application/json' };
const add = (body: string, headers: Record<string, string> = json) =>
  app.fetch('/api/notes', { method: 'POST', headers, body });

test('is ready without a secret and a volume where it was given none', async () => {
  app = await start();
  const answer = await app.fetch('/readyz');
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { ready: true, secret: 'none', volume: 'none' });
  assert.equal((await app.fetch('/healthz')).status, 200);
});

test('is not ready before its secret is there, and then never tells it', async () => {
  app = await start({ SECRET_PATH: 'FOLDER/secret.json' });
  const early = await app.fetch('/readyz');
  assert.equal(early.status, 503);
  assert.deepEqual(await early.json(), { ready: false, secret: 'unreadable', volume: 'none' });

  writeFileSync(join(app.folder, 'secret.json'), JSON.stringify({ API_KEY: canary }));
  const answers = await Promise.all(
    ['/readyz', '/api/about', '/metrics', '/', '/secret.json'].map(async path => (await app.fetch(path)).text()),
  );
  assert.match(answers[0] ?? '', /"secret":"readable"/);
  assert.doesNotMatch([...answers, ...app.logged].join(), new RegExp(`${canary}|API_KEY`));
});

test('reads a secret that is mounted as a folder', async () => {
  app = await start({ SECRET_PATH: 'FOLDER/secret' });
  mkdirSync(join(app.folder, 'secret', '..data'), { recursive: true });
  assert.match(await (await app.fetch('/readyz')).text(), /unreadable/);
  writeFileSync(join(app.folder, 'secret', 'API_KEY'), canary);
  assert.match(await (await app.fetch('/readyz')).text(), /"readable"/);
});

test('keeps notes on the volume, the newest first, and no more than a hundred', async () => {
  app = await start({ DATA_DIR: 'FOLDER/data' });
  for (let each = 1; each <= 102; each += 1) {
    assert.equal((await add(JSON.stringify({ text: ` note ${each} ` }))).status, 201);
  }
  const { kept, notes } = (await (await app.fetch('/api/notes')).json()) as { kept: string; notes: Array<{ text: string }> };
  assert.equal(kept, 'on the volume');
  assert.equal(notes.length, 100);
  assert.ok(notes.some(({ text }) => text === 'note 102'));
  assert.equal(readdirSync(join(app.folder, 'data', 'notes')).length, 100);
});

test('says that it cannot write to its volume', async () => {
  app = await start({ DATA_DIR: 'FOLDER/data' });
  // A file in the place of the folder: also whoever may write everywhere cannot write there.
  writeFileSync(join(app.folder, 'data'), '');
  const answer = await app.fetch('/readyz');
  assert.equal(answer.status, 503);
  assert.match(await answer.text(), /"volume":"unwritable"/);
  rmSync(join(app.folder, 'data'));
  assert.equal((await app.fetch('/readyz')).status, 200);
});

test('takes notes from its own page alone, and only notes', async () => {
  app = await start();
  assert.equal((await add('{"text":"x"}', { 'content-type': 'text/plain' })).status, 415);
  assert.equal((await add('{"text":"x"}', { ...json, 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await add('{"text":')).status, 400);
  assert.equal((await add('{"text":7}')).status, 400);
  assert.equal((await add('null')).status, 400);
  assert.equal((await add(JSON.stringify({ text: 'x'.repeat(501) }))).status, 400);
  assert.equal((await add(JSON.stringify({ text: 'x'.repeat(10_000) }))).status, 413);
  assert.equal((await add('{"text":"<b>kept as it is</b>"}')).status, 201);
  assert.match(await (await app.fetch('/api/notes')).text(), /"<b>kept as it is<\/b>"/);
});

test('wants no further requests when it is ending, and still answers those that come', async () => {
  app = await start();
  app.startEnding();
  const ready = await app.fetch('/readyz');
  assert.equal(ready.status, 503);
  assert.equal(ready.headers.get('connection'), 'close');
  assert.equal((await app.fetch('/')).status, 200);
});

test('counts requests, and logs them without what comes after the question mark', async () => {
  app = await start();
  await (await app.fetch('/?token=hidden')).text();
  await (await app.fetch('/healthz')).text();
  const metrics = await (await app.fetch('/metrics')).text();
  assert.match(metrics, /http_requests_total\{method="GET",code="200"\} 2/);
  assert.equal(app.logged.length, 1);
  assert.match(app.logged[0] ?? '', /"path":"\/"/);
});
