import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mountPoints } from './mounts.ts';

const mountinfo = [
  '22 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
  '40 22 0:31 / /srv/state/worker/a rw - tmpfs tmpfs rw',
  '41 40 0:32 / /srv/state/worker/a/b\\040c rw - overlay overlay rw',
  '42 22 0:33 / /srv/state2/x rw - tmpfs tmpfs rw',
  '',
].join('\n');

test('mounts in a folder come innermost first, and those beside it not at all', () => {
  assert.deepEqual(mountPoints(mountinfo, '/srv/state'), [
    '/srv/state/worker/a/b c',
    '/srv/state/worker/a',
  ]);
});
