import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namespaceSpec, secretSpec } from '../world/requesting.ts';
import { type RequestWorld } from '../world/requestWorld.ts';
import { until } from '../world/watching.ts';

export function describeSecret(world: RequestWorld) {
  describe('a secret', () => {
    it('is readable by its service account alone, and gone without a trace', async () => {
      const around = await world.ask(namespaceSpec('guarded'));
      const id = await world.ask(secretSpec('guarded', 'db'));
      await world.becomes(id, 'live');
      const [proof] = await world.store.proofs(id);
      assert.equal(proof?.outcome, 'proven');
      assert.match(
        proof?.detail ?? '',
        /reads secret\/data\/paddock\/local\/guarded\/apps\/db, and none of 10 others/,
      );

      // Somebody widens the policy by hand: it is drift, and mended.
      const name = 'paddock-app.local.guarded.db';
      await world.vault.deletePolicy(name);
      world.reconciler.wake(id);
      await until('it is mended', async () =>
        (await world.told(id)).includes('mended'),
      );
      assert.ok(await world.vault.readPolicy(name));

      await world.store.move({ id, from: ['live', 'making'], to: 'removing' });
      await world.becomes(id, 'removed');
      assert.equal(await world.vault.readPolicy(name), undefined);
      assert.equal((await world.store.get(around))?.state, 'live');
    });

    it('waits for its service account', async () => {
      const id = await world.ask({
        ...secretSpec('payments', 'later'),
        serviceAccount: 'to-be',
      });
      await until(
        'it says so',
        async () =>
          (await world.store.get(id))?.waitsFor ===
          'the service account "to-be", which is not there',
      );
      await world.controlPlane.cluster.kubectl([
        'create',
        'serviceaccount',
        'to-be',
        '-n',
        'payments',
      ]);
      await world.becomes(id, 'live');
    });
  });
}
