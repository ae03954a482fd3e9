import { randomUUID } from 'node:crypto';
import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import { type Bench, openBench } from '../../../../testing/requestsBench';
import { namespaceSpec } from '../../../../testing/sampleRequests';
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
    await bench.store.audit.append({
      actor: 'portal',
      event: 'create-config-map',
      phase: 'intended',
      requestId: id,
      detail: { name: 'late', ...inside },
    });
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

  it('reports an orphan once, whatever restarts', async () => {
    bench.cluster.put(marked('Namespace', randomUUID(), { name: 'stray' }));
    await createSweep(bench.parts())();
    await createSweep(bench.parts())();
    expect(await noted('stray-found')).toHaveLength(1);
    expect(
      bench.audited.filter(({ eventId }) => eventId === 'stray-found'),
    ).toMatchObject([{ status: 'succeeded' }]);
  });

  it('takes a label for what anybody may have written there: one line a namespace', async () => {
    const ended = await removed();
    const before = bench.cluster.objects.size;
    for (let at = 0; at < 50; at += 1) {
      const id = at % 2 ? ended : randomUUID();
      const where = { namespace: 'shop', name: `forged-${at}` };
      bench.cluster.put(marked('ConfigMap', id, where));
    }
    const sweep = createSweep(bench.parts());
    await sweep();
    bench.cluster.put(
      marked('Secret', ended, { namespace: 'shop', name: 'more' }),
    );
    await sweep();
    // What no request of ours was about to make is not ours to remove, either.
    expect(bench.cluster.objects.size).toBe(before + 51);
    expect(await noted('stray-found')).toMatchObject([
      { detail: { namespace: 'shop', objects: 50 } },
    ]);
    expect(await noted('sweep-config-map')).toEqual([]);
  });

  it('reports no more than so many at once, and the rest next time', async () => {
    for (let at = 0; at < 30; at += 1) {
      const namespace = `n-${at}`;
      bench.cluster.put(
        marked('ConfigMap', randomUUID(), { namespace, name: 'forged' }),
      );
    }
    const sweep = createSweep(bench.parts());
    await sweep();
    expect(await noted('stray-found')).toHaveLength(20);
    await sweep();
    expect(await noted('stray-found')).toHaveLength(30);
  });

  it('records for Backstage’s auditor what it removes', async () => {
    const id = await removed();
    bench.vault.policies.set(
      'paddock-ns.local.pay',
      `# paddock.internal/request: ${id}\n`,
    );
    await createSweep(bench.parts())();
    expect(
      bench.audited.filter(({ eventId }) => eventId === 'sweep-policy'),
    ).toMatchObject([{ status: 'succeeded', meta: { requestId: id } }]);
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
