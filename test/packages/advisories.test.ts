import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import semver from 'semver';
import { advisories, affectedIn, lockedIn } from './published/advisories.ts';

const root = resolve(import.meta.dirname, '../..');
const lock = readFileSync(join(root, 'yarn.lock'), 'utf8');

describe('what is locked', () => {
  it('has no hole of our own list', () => {
    assert.ok(lockedIn(lock).length > 1_000);
    assert.deepEqual(affectedIn(lock), []);
  });

  it('is found where it has one', () => {
    const old =
      '  resolution: "@backstage/plugin-kubernetes-backend@npm:0.21.11"\n';
    const [only, ...others] = affectedIn(old);
    assert.match(only ?? '', /0\.21\.11: backstage\/backstage 0915584\./);
    assert.deepEqual(others, []);
  });

  it('is compared with ranges that can be read', () => {
    for (const { range, id } of advisories) {
      assert.ok(semver.validRange(range), id);
    }
  });

  it('has no hole that the registry knows of, where it answers audits', t => {
    const { status, stdout } = spawnSync(
      'yarn',
      ['npm', 'audit', '--all', '--recursive', '--json'].concat([
        '--environment',
        'production',
        '--severity',
        'high',
      ]),
      { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    // What is found is one JSON object a line; a registry that refuses leaves none, or prose.
    const lines = stdout.split('\n').filter(line => line !== '');
    const answered = lines.every(line => line.startsWith('{"'));
    if (!answered || (status !== 0 && lines.length === 0)) {
      t.skip('The registry answers no audit.');
      return;
    }
    assert.deepEqual(lines, []);
  });
});
