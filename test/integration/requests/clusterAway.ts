import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namespaceSpec } from '../world/requesting.ts';
import { type RequestWorld } from '../world/requestWorld.ts';
import { until } from '../world/watching.ts';

export function describeClusterAway(world: RequestWorld) {
  describe('the cluster', () => {
    it('is waited for when it is away in the middle, and nothing is doubled', async () => {
      const { platform } = world.controlPlane;
      const ids = await Promise.all(
        ['gone-a', 'gone-b', 'gone-c'].map(name =>
          world.ask(namespaceSpec(name)),
        ),
      );
      await until(
        'something is made',
        async () =>
          (
            await world.store.audit.search({
              event: 'create-namespace',
              limit: 1,
            })
          ).length > 0,
      );
      let isBack = false;
      const back = platform.supervisor.bounce('kube-apiserver', 2).then(() => {
        isBack = true;
      });
      const waited = new Set<string>();
      await until(
        'it is back',
        async () => {
          for (const id of ids) {
            waited.add((await world.store.get(id))?.waitsFor ?? '');
          }
          return isBack;
        },
        60_000,
      );
      await back;
      for (const id of ids) await world.becomes(id, 'live', 60_000);
      assert.ok(
        [...waited].some(each => each.startsWith('the cluster "local"')),
        [...waited].join(),
      );
      for (const id of ids) {
        const made = await world.store.audit.search({
          requestId: id,
          event: 'namespace-observed',
          limit: 10,
        });
        assert.equal(made.length, 1);
      }
    });
  });
}
