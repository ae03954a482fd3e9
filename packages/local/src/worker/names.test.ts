import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workerPlaces } from './names.ts';

test('two instances share no address, link, namespace or folder', () => {
  const first = workerPlaces({ instance: 0, state: '/srv/a' });
  const second = workerPlaces({ instance: 1, state: '/srv/b' });
  const { node, ...ofFirst } = first;
  assert.equal(node, second.node);
  const shared = Object.values(ofFirst).filter(each =>
    Object.values(second).includes(each),
  );
  assert.deepEqual(shared, []);
});

test('the kernel takes the names of the links', () => {
  const { hostLink, workerLink } = workerPlaces({
    instance: 254,
    state: '/srv/a',
  });
  // IFNAMSIZ is 16 with the final zero.
  for (const link of [hostLink, workerLink]) assert.ok(link.length <= 15);
});
