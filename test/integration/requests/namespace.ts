import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  namespaceSpec,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
} from '../world/requesting.ts';
import { ref, type RequestWorld } from '../world/requestWorld.ts';
import { until } from '../world/watching.ts';

export function describeNamespace(world: RequestWorld) {
  describe('a namespace', () => {
    it('is made, proven, and removed without a trace', async () => {
      const began = performance.now();
      const id = await world.ask(namespaceSpec('whole'));
      await world.becomes(id, 'live');
      console.log(
        `live ${(performance.now() - began).toFixed(0)} ms after the decision`,
      );

      const proofs = await world.store.proofs(id);
      assert.deepEqual(
        proofs.map(({ what, outcome }) => [what, outcome]),
        [
          ['every object is there', 'proven'],
          [
            'a NetworkPolicy denies all traffic that no other policy allows',
            'proven',
          ],
          ['an ordinary pod is admitted', 'proven'],
          ['a privileged pod is refused', 'proven'],
          ['its service account may read its path and no other', 'proven'],
        ],
      );
      assert.deepEqual(await world.told(id), [
        'asked',
        'approved',
        'made',
        'proven',
      ]);
      const lines = await world.store.audit.search({
        requestId: id,
        limit: 200,
      });
      const phases = (phase: string) =>
        lines
          .filter(each => each.phase === phase)
          .map(each => each.event)
          .sort();
      assert.equal(phases('intended').length, 10);
      assert.deepEqual(phases('intended'), phases('done'));

      await world.store.move({ id, from: ['live'], to: 'removing' });
      await world.becomes(id, 'removed', 60_000);
      assert.equal(
        await world.portal.get(ref('Namespace', 'whole')),
        undefined,
      );
      const [policy] = sampleEffects(id, namespaceSpec('whole')).vault;
      assert.ok(policy?.type === 'policy');
      assert.equal(await world.vault.readPolicy(policy.name), undefined);
      assert.equal(
        await world.vault.readRole('kubernetes-local', policy.name),
        undefined,
      );
      const path = 'paddock/local/whole/shared';
      assert.equal(await world.vault.readMetadata('secret', path), undefined);
      const after = (await world.store.timeline(id)).at(-1);
      assert.equal(after?.text, 'Everything that it has made is gone.');
    });

    it('is looked at in silence, and what was taken from it comes back', async () => {
      const id = await world.ask(namespaceSpec('drifting'));
      await world.becomes(id, 'live');
      const quota = await world.portal.get(
        ref('ResourceQuota', 'budget', 'drifting'),
      );
      const quiet = await world.store.audit.search({ requestId: id, limit: 1 });
      const looked = (await world.store.get(id))!.fence;
      world.reconciler.wake(id);
      await until(
        'it was looked at',
        async () => (await world.store.get(id))!.fence > looked,
      );
      await world.reconciler.stop();
      assert.deepEqual(
        await world.store.audit.search({ requestId: id, limit: 1 }),
        quiet,
      );

      world.startReconciler();
      const { kubectl } = world.controlPlane.cluster;
      await kubectl(['delete', 'resourcequota', 'budget', '-n', 'drifting']);
      await kubectl([
        'patch',
        'networkpolicy',
        'default-deny',
        '-n',
        'drifting',
        '--type=json',
        '-p',
        '[{"op":"replace","path":"/spec/policyTypes","value":["Ingress"]}]',
      ]);
      world.reconciler.wake(id);
      // Somebody else owns the field now, and it is not taken from them.
      const row = await world.becomes(id, 'attention');
      assert.match(
        row.attention ?? '',
        /NetworkPolicy "default-deny" was changed by kubectl-patch/,
      );
      await kubectl([
        'delete',
        'networkpolicy',
        'default-deny',
        '-n',
        'drifting',
      ]);
      await world.store.move({ id, from: ['attention'], to: 'making' });
      await world.becomes(id, 'live');
      const mended = await world.portal.get(
        ref('ResourceQuota', 'budget', 'drifting'),
      );
      assert.ok(mended);
      assert.notEqual(mended.uid, quota?.uid);

      await kubectl(['delete', 'rolebinding', 'team', '-n', 'drifting']);
      world.reconciler.wake(id);
      await until('it is mended', async () =>
        (await world.told(id)).includes('mended'),
      );
      await world.becomes(id, 'live');
      world.drift = 'report';
      await kubectl(['delete', 'rolebinding', 'team', '-n', 'drifting']);
      world.reconciler.wake(id);
      const reported = await world.becomes(id, 'attention');
      assert.equal(reported.attention, 'RoleBinding "team" is missing.');
      assert.equal(
        await world.portal.get(ref('RoleBinding', 'team', 'drifting')),
        undefined,
      );
    });

    it('is not taken over when somebody else has it, nor when another one takes its place', async () => {
      const { kubectl } = world.controlPlane.cluster;
      await kubectl(['create', 'namespace', 'taken']);
      const foreign = await world.becomes(
        await world.ask(namespaceSpec('taken')),
        'attention',
      );
      assert.equal(
        foreign.attention,
        'Namespace "taken" exists and is not ours.',
      );

      const id = await world.ask(namespaceSpec('swapped'));
      await world.becomes(id, 'live');
      const labels = (await world.portal.get(ref('Namespace', 'swapped')))!
        .object.metadata.labels;
      await kubectl(['delete', 'namespace', 'swapped']);
      await kubectl(
        ['apply', '-f', '-'],
        JSON.stringify({
          ...ref('Namespace', 'swapped'),
          metadata: { name: 'swapped', labels },
        }),
      );
      world.reconciler.wake(id);
      const swapped = await world.becomes(id, 'attention');
      assert.equal(
        swapped.attention,
        'The namespace "swapped" was deleted, and another one of this name exists. It is not ours.',
      );
      await world.store.move({ id, from: ['attention'], to: 'removing' });
      await world.becomes(id, 'removed');
      assert.ok(
        await world.portal.get(ref('Namespace', 'swapped')),
        'it is not ours to remove',
      );
    });

    it('follows a change, and loses what the change no longer holds', async () => {
      const id = await world.ask(namespaceSpec('changing'));
      await world.becomes(id, 'live');
      const spec = {
        ...namespaceSpec('changing'),
        quota: { cpu: '2', memory: '1Gi', storage: '10Gi', pods: 5 },
      };
      const { objects, vault: inVault } = sampleEffects(id, spec);
      const revision = sampleRevision(id, spec, {
        objects: objects.filter(
          ({ metadata }) => metadata.name !== 'allow-dns',
        ),
        vault: inVault,
      });
      await world.store.revise({
        revision,
        expected: 1,
        submission: sampleSubmission,
      });
      await world.becomes(id, 'live');
      const quota = await world.portal.get(
        ref('ResourceQuota', 'budget', 'changing'),
      );
      assert.deepEqual((quota?.object.spec as { hard: object }).hard, {
        pods: '5',
        'requests.cpu': '2',
        'requests.memory': '1Gi',
      });
      assert.equal(
        await world.portal.get(ref('NetworkPolicy', 'allow-dns', 'changing')),
        undefined,
      );
      assert.ok(
        await world.portal.get(
          ref('NetworkPolicy', 'default-deny', 'changing'),
        ),
      );
    });

    it('waits for Vault, and goes on by itself', async () => {
      await world.runningVault.seal();
      const id = await world.ask(namespaceSpec('patient'));
      await until(
        'it says so',
        async () =>
          (await world.store.get(id))?.waitsFor === 'Vault, which is sealed',
      );
      assert.ok(
        await world.portal.get(ref('NetworkPolicy', 'default-deny', 'patient')),
      );
      await world.runningVault.unseal();
      await world.becomes(id, 'live');
    });
  });
}
