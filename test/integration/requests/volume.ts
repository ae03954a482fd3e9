import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namespaceSpec, volumeSpec } from '../world/requesting.ts';
import { ref, type RequestWorld } from '../world/requestWorld.ts';
import { until } from '../world/watching.ts';

export function describeVolume(world: RequestWorld) {
  describe('a volume', () => {
    const bind = async (claim: string, name: string) => {
      const { api } = world.controlPlane.cluster;
      await api.create('/api/v1/persistentvolumes', {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: 'quick',
          claimRef: { namespace: 'payments', name: claim },
          hostPath: { path: '/nowhere' },
        },
      });
    };

    it('waits for its volume, is bound, and is kept when it goes', async () => {
      const id = await world.ask({
        ...volumeSpec('payments', 'data'),
        retain: true,
      });
      await until('it waits', async () =>
        /storage class "quick"/.test(
          (await world.store.get(id))?.waitsFor ?? '',
        ),
      );
      await bind('data', 'kept');
      await world.becomes(id, 'live');
      const policy = async () =>
        (
          (await world.portal.get(ref('PersistentVolume', 'kept')))?.object
            .spec as {
            persistentVolumeReclaimPolicy: string;
          }
        ).persistentVolumeReclaimPolicy;
      assert.equal(await policy(), 'Retain');
      await world.store.move({ id, from: ['live'], to: 'removing' });
      await world.becomes(id, 'removed');
      assert.equal(
        await world.portal.get(
          ref('PersistentVolumeClaim', 'data', 'payments'),
        ),
        undefined,
      );
      assert.equal(await policy(), 'Retain');
      const story = (await world.store.timeline(id)).map(({ text }) => text);
      assert.ok(
        story.includes(
          'The volume kept stays in the cluster, as was asked for.',
        ),
      );
    });

    it('is live when it waits for its first pod only', async () => {
      const id = await world.ask({
        ...volumeSpec('payments', 'lazy'),
        storageClass: 'patient',
      });
      await world.becomes(id, 'live');
      const [proof] = await world.store.proofs(id);
      assert.equal(proof?.outcome, 'open');
      assert.equal(proof?.detail, 'waits for its first pod');
    });

    it('waits for a namespace that is not there yet', async () => {
      const id = await world.ask({
        ...volumeSpec('coming', 'early'),
        storageClass: 'patient',
      });
      await until(
        'it says so',
        async () =>
          (await world.store.get(id))?.waitsFor ===
          'the namespace "coming", which is not there',
      );
      const around = await world.ask(namespaceSpec('coming'));
      await world.becomes(around, 'live');
      await world.becomes(id, 'live');

      // What lies in a namespace goes before it.
      await world.store.move({ id: around, from: ['live'], to: 'removing' });
      await world.becomes(around, 'removed', 60_000);
      assert.equal((await world.store.get(id))?.state, 'removed');
    });
  });
}
