import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../src/server/config';

test('has a value for everything', () => {
  assert.deepEqual(readConfig({}, '/public'), {
    host: '0.0.0.0',
    port: 8080,
    publicDir: '/public',
    secretPath: undefined,
    dataDir: undefined,
    hstsSeconds: 0,
    lingerMs: 1_000,
    drainMs: 20_000,
  });
});

for (const [name, value] of [['PORT', '65536'], ['PORT', '80a'], ['DRAIN_MS', '-1'], ['HSTS_SECONDS', '1e9']] as const) {
  test(`refuses ${name}=${value} with a sentence that names it`, () => {
    assert.throws(() => readConfig({ [name]: value }, '/public'), new RegExp(`${name} must be .*${value}`));
  });
}
