import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, type Started } from './started';

let app: Started;
before(async () => {
  app = await start({ HSTS_SECONDS: '300' });
});
after(() => app.stop());

test('the page is asked for anew each time, and not sent again when it is the same', async () => {
  const first = await app.fetch('/');
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-type') ?? '', /^text\/html/);
  assert.equal(first.headers.get('cache-control'), 'no-cache');
  assert.match(await first.text(), /Tested/);

  const again = await app.fetch('/', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
});

test('an asset may be kept for ever, and travels packed', async () => {
  const asset = await app.fetch('/assets/app-0123.js');
  assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(asset.headers.get('content-encoding'), 'gzip');
  assert.match(await asset.text(), /^console\.log/);

  const plain = await app.fetch('/assets/app-0123.js', { headers: { 'accept-encoding': 'identity' } });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.match(await plain.text(), /^console\.log/);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/assets/app-0123.js', '/healthz', '/nothing']) {
    const { headers } = await app.fetch(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.equal(headers.get('strict-transport-security'), 'max-age=300', path);
  }
});

test('nothing outside of the public folder is served, however it is written', async () => {
  for (const path of ['/../private.txt', '/%2e%2e/private.txt', '/assets/..%2f..%2fprivate.txt', '//private.txt', '/index.html', '/assets/']) {
    const answer = await app.fetch(path);
    assert.equal(answer.status, 404, path);
    assert.doesNotMatch(await answer.text(), /not public/, path);
  }
});

test('a page is not written to', async () => {
  assert.equal((await app.fetch('/', { method: 'DELETE' })).status, 405);
});
