import { randomUUID } from 'node:crypto';
import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import { type Bench, openBench } from '../../../testing/requestsBench';
import { namespaceSpec } from '../../../testing/sampleRequests';
import { createSweep } from './sweep';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const marked = (
  kind: string,
  id: string,
  metadata: EffectObject['metadata'],
): EffectObject => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    ...metadata,
    labels: {
      'paddock.internal/request': id,
      'app.kubernetes.io/managed-by': 'paddock',
    },
  },
});

const noted = (event: string) =>
  bench.store.audit.search({ event, limit: 100 });

async function removed() {
  bench.start();
  const id = await bench.ask(namespaceSpec('pay'));
  await bench.becomes(id, 'live');
  await bench.store.move({ id, from: ['live'], to: 'removing' });
  await bench.becomes(id, 'removed');
  return id;
}

describe('the sweep', () => {
  it('leaves what stands', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    const before = bench.cluster.objects.size;
    await createSweep(bench.parts())();
    expect(bench.cluster.objects.size).toBe(before);
    expect(bench.vault.policies.size).toBe(1);
    expect(await noted('stray-found')).toEqual([]);
  });

  it('removes what a request that is over has left, but no data', async () => {
    const id = await removed();
    const inside = { namespace: 'shop' };
    bench.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop' },
    });
    bench.cluster.put(marked('ConfigMap', id, { name: 'late', ...inside }));
    bench.cluster.put(
      marked('PersistentVolumeClaim', id, { name: 'data', ...inside }),
    );
    // Marks and all, as a backup brings it back.
    bench.cluster.put(marked('Namespace', id, { name: 'pay' }));
    bench.vault.policies.set(
      'paddock-ns.local.pay',
      `# paddock.internal/request: ${id}\n`,
    );
    await createSweep(bench.parts())();
    const left = [...bench.cluster.objects.keys()].sort();
    expect(left).toEqual([
      'Namespace/pay',
      'Namespace/shop',
      'PersistentVolumeClaim/shop/data',
    ]);
    expect(bench.vault.policies.size).toBe(0);
    expect((await noted('sweep-config-map')).map(each => each.phase)).toEqual([
      'done',
      'intended',
    ]);
    expect(await noted('stray-found')).toHaveLength(2);
  });

  it('reports what no request has made, once', async () => {
    bench.cluster.put(marked('Namespace', randomUUID(), { name: 'stray' }));
    bench.vault.policies.set('paddock-ns.local.stray', 'path "*" {}');
    const sweep = createSweep(bench.parts());
    await sweep();
    await sweep();
    expect(bench.cluster.objects.size).toBe(1);
    expect(bench.vault.policies.size).toBe(1);
    expect((await noted('stray-found')).map(each => each.detail.what)).toEqual([
      'the policy "paddock-ns.local.stray" in Vault',
      'Namespace "stray" in the cluster "local"',
    ]);
  });

  it('goes on where a cluster is away', async () => {
    const id = await removed();
    bench.cluster.away = true;
    bench.vault.policies.set(
      'paddock-ns.local.pay',
      `# paddock.internal/request: ${id}\n`,
    );
    await createSweep(bench.parts())();
    expect(bench.vault.policies.size).toBe(0);
  });
});
