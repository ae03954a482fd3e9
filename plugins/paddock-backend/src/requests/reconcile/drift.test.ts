import { type Bench, openBench } from '../../../testing/requestsBench';
import { namespaceSpec, secretSpec } from '../../../testing/sampleRequests';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const objectOf = (key: string) => bench.cluster.objects.get(key)?.object;
const row = (id: string) => bench.store.get(id);
const says = async (id: string, text: string) => {
  await bench.until(text, async () => (await row(id))?.attention === text);
  expect((await row(id))?.attention).toBe(text);
};

function secretSpecIn(namespace: string) {
  const put = (kind: string, metadata: { name: string; namespace?: string }) =>
    bench.cluster.put({ apiVersion: 'v1', kind, metadata });
  put('Namespace', { name: namespace });
  put('ServiceAccount', { name: 'app', namespace });
  return secretSpec(namespace, 'db');
}

describe('what has changed by itself', () => {
  it('is mended, and the story says what it was', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    bench.cluster.drop({
      kind: 'ResourceQuota',
      metadata: { name: 'budget', namespace: 'pay' },
    });
    bench.vault.policies.set(
      'paddock-ns.local.pay',
      `# paddock.internal/request: ${id}\npath "*" {}\n`,
    );
    reconciler.wake(id);
    await bench.until('it is mended', async () =>
      (await bench.story(id)).some(each => each.startsWith('mended')),
    );
    await bench.becomes(id, 'live');
    const story = await bench.story(id);
    expect(story).toContain(
      'drift: ResourceQuota "budget" is missing. the policy "paddock-ns.local.pay" in Vault was changed.',
    );
    expect(objectOf('ResourceQuota/pay/budget')).toBeDefined();
    expect(bench.vault.policies.get('paddock-ns.local.pay')).not.toContain(
      'path "*"',
    );
  });

  it('is reported where that is configured, and nothing is written', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    bench.settings.drift = 'report';
    bench.cluster.drop({
      kind: 'ResourceQuota',
      metadata: { name: 'budget', namespace: 'pay' },
    });
    const written = bench.cluster.writes.length;
    reconciler.wake(id);
    await says(id, 'ResourceQuota "budget" is missing.');
    expect(bench.cluster.writes).toHaveLength(written);
  });
});

describe('proofs', () => {
  it('of a secret are open until a value is written', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(secretSpecIn('pay'));
    await bench.becomes(id, 'live');
    expect(await row(id)).toMatchObject({ waitsFor: 'its first values' });
    expect((await bench.store.proofs(id)).at(-1)).toMatchObject({
      what: 'its values are written',
      outcome: 'open',
    });
    const path = 'secret/paddock/local/pay/apps/db';
    const before = bench.vault.paths.get(path)!;
    bench.vault.paths.set(path, { ...before, current: 1 });
    reconciler.wake(id);
    await bench.until(
      'it waits for nothing',
      async () => (await row(id))?.waitsFor === undefined,
    );
    expect((await bench.store.proofs(id)).at(-1)?.outcome).toBe('proven');
  });

  it('keep what reads too much from being live', async () => {
    bench.vault.allows = () => ['read'];
    bench.start();
    const id = await bench.ask(secretSpecIn('pay'));
    await bench.becomes(id, 'attention');
    expect((await row(id))?.attention).toMatch(
      /^It is not proven that its service account may read its path and no other: It may do read on secret\/data\/paddock\/local\/pay\/apps\/db-other/,
    );
    expect(await bench.store.proofs(id)).toMatchObject([{ outcome: 'failed' }]);
  });

  it('keep a namespace without a denial from being live', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'), ({ objects, vault }) => ({
      objects: objects.filter(
        ({ metadata }) => metadata.name !== 'default-deny',
      ),
      vault,
    }));
    await says(
      id,
      'It is not proven that a NetworkPolicy denies all traffic that no other policy allows: no policy denies everything else',
    );
    const proofs = await bench.store.proofs(id);
    expect(proofs.filter(each => each.outcome === 'failed')).toHaveLength(1);
  });

  it.each([
    ['enforced', 'proven', 'this cluster enforces NetworkPolicies'],
    [
      'ignored',
      'open',
      'this cluster stores NetworkPolicies and does not enforce them, so nothing is denied',
    ],
    [
      'unknown',
      'open',
      'whether this cluster enforces NetworkPolicies is not known',
    ],
  ] as const)(
    'say of a denial that is there whether the cluster holds to it: %s',
    async (policiesAre, outcome, told) => {
      bench.start({ policiesAre: () => policiesAre });
      const id = await bench.ask(namespaceSpec('pay'));
      await bench.becomes(id, 'live');
      expect(await bench.store.proofs(id)).toContainEqual(
        expect.objectContaining({
          what: 'a NetworkPolicy denies all traffic that no other policy allows',
          outcome,
          detail: `NetworkPolicy "default-deny" is there; ${told}`,
        }),
      );
    },
  );
});
