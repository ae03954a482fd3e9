import { randomUUID } from 'node:crypto';
import { type Bench, openBench } from '../../../testing/requestsBench';
import {
  namespaceSpec,
  sampleEffects,
  sampleRevision,
  secretSpec,
  volumeSpec,
  sampleSubmission,
} from '../../../testing/sampleRequests';
import { KubeError } from '../../kube/connection/errors';
import { requestLabel } from '../marks';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const objectOf = (key: string) => bench.cluster.objects.get(key)?.object;
const row = (id: string) => bench.store.get(id);
const says = async (
  id: string,
  field: 'waitsFor' | 'attention',
  text: string,
) => {
  await bench.until(text, async () => (await row(id))?.[field] === text);
  expect((await row(id))?.[field]).toBe(text);
};

describe('what was approved', () => {
  it('is made, recorded, proven, and told', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');

    expect(bench.cluster.writes[0]).toBe('create Namespace/pay');
    expect(bench.cluster.writes.slice(1, 3).sort()).toEqual([
      'create LimitRange/pay/defaults',
      'create ResourceQuota/pay/budget',
    ]);
    expect(bench.vault.writes).toEqual([
      'policy paddock-ns.local.pay',
      'role paddock-ns.local.pay',
      'path paddock/local/pay/shared',
    ]);
    expect(objectOf('Namespace/pay')?.metadata.annotations).toEqual({
      'paddock.internal/fence': '1',
    });
    expect((await bench.store.proofs(id)).map(each => each.outcome)).toEqual(
      Array(5).fill('proven'),
    );
    expect(bench.news.map(({ kind }) => kind)).toEqual(['proven']);
  });

  it('is recorded before it happens, and after', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    const lines = await bench.store.audit.search({
      requestId: id,
      limit: 200,
    });
    const of = (phase: string) =>
      lines.filter(each => each.phase === phase).map(({ event }) => event);
    expect(of('intended')).toHaveLength(10);
    expect(of('done').sort()).toEqual(of('intended').sort());
    const [first] = lines.reverse();
    expect(first).toMatchObject({
      actor: 'portal',
      event: 'create-namespace',
      phase: 'intended',
      detail: {
        cluster: 'local',
        name: 'pay',
        revision: 1,
        requestedBy: 'user:default/ben',
        approvedBy: 'automatic',
      },
    });
    expect((await bench.store.audit.verify()).broken).toBeUndefined();
  });

  it('is made only as it was approved', async () => {
    const id = randomUUID();
    const { hash, ...rest } = sampleRevision(id, namespaceSpec('pay'));
    const revision = { ...rest, hash: 'c'.repeat(64) };
    await bench.store.create({ revision, submission: sampleSubmission });
    bench.start();
    await says(
      id,
      'attention',
      'What is written down is not what was approved, and so it is not made.',
    );
    expect(bench.cluster.writes).toEqual([]);
  });

  it('is only looked at when it is there already', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(secretSpecIn('pay'));
    await bench.becomes(id, 'live');
    const before = { ...(await row(id)) };
    const written = [...bench.cluster.writes, ...bench.vault.writes];
    reconciler.wake(id);
    await bench.until(
      'it was looked at',
      async () => (await row(id))!.fence > before.fence!,
    );
    await reconciler.stop();
    expect([...bench.cluster.writes, ...bench.vault.writes]).toEqual(written);
    expect(await row(id)).toEqual({ ...before, fence: before.fence! + 1 });
  });

  it('loses what a change of it no longer holds', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    const spec = namespaceSpec('pay');
    const { objects: all, vault } = sampleEffects(id, spec);
    const objects = all
      .filter(({ metadata }) => metadata.name !== 'allow-dns')
      .map(each =>
        each.kind === 'ResourceQuota' ? { ...each, spec: { hard: {} } } : each,
      );
    const revision = sampleRevision(id, spec, { objects, vault });
    bench.cluster.writes.length = 0;
    await bench.store.revise({
      revision,
      expected: 1,
      submission: sampleSubmission,
    });
    await bench.becomes(id, 'live');
    expect(bench.cluster.writes).toEqual([
      'change ResourceQuota/pay/budget',
      'remove NetworkPolicy/pay/allow-dns',
    ]);
  });
});

const namespaceIs = (name: string) =>
  bench.cluster.put({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });

function secretSpecIn(namespace: string) {
  namespaceIs(namespace);
  bench.cluster.put({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'app', namespace },
  });
  return secretSpec(namespace, 'db');
}

describe('what belongs to others', () => {
  const isOthers = { metadata: { name: 'pay' }, apiVersion: 'v1' };

  it('is not taken over', async () => {
    namespaceIs('pay');
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await says(id, 'attention', 'Namespace "pay" exists and is not ours.');
    expect(bench.cluster.writes).toEqual([]);
    expect(bench.news).toEqual([
      {
        id,
        kind: 'attention',
        text: 'Namespace "pay" exists and is not ours.',
      },
    ]);
  });

  it('is not taken over because it says that it is ours', async () => {
    const id = await bench.ask(namespaceSpec('pay'));
    bench.cluster.put({
      ...isOthers,
      kind: 'Namespace',
      metadata: { name: 'pay', labels: { [requestLabel]: id } },
    });
    bench.start();
    await says(id, 'attention', 'The namespace "pay" exists and is not ours.');
    expect(bench.cluster.writes).toEqual([]);
  });

  it.each([
    [
      'policy',
      () =>
        bench.vault.policies.set('paddock-app.local.pay.db', '# of somebody'),
    ],
    [
      'role',
      () =>
        bench.vault.roles.set('kubernetes-local/paddock-app.local.pay.db', {
          type: 'role',
          mount: 'kubernetes-local',
          name: 'paddock-app.local.pay.db',
          serviceAccount: 'other',
          namespace: 'other',
          policies: ['other'],
          audience: 'vault',
          ttlSeconds: 60,
        }),
    ],
    [
      'path',
      () =>
        bench.vault.paths.set('secret/paddock/local/pay/apps/db', {
          current: 3,
          versions: [],
          owner: {},
        }),
    ],
  ])('is not taken over in Vault: a %s', async (what, put) => {
    put();
    bench.start();
    const id = await bench.ask(secretSpecIn('pay'));
    await bench.becomes(id, 'attention');
    expect((await row(id))?.attention).toMatch(
      new RegExp(`^The ${what} "[^"]*" in Vault exists and is not ours\\.$`),
    );
    expect(bench.vault.writes.some(each => each.startsWith(what))).toBe(false);
  });

  it('stays when the request is removed', async () => {
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    const labels = objectOf('Namespace/pay')!.metadata.labels;
    bench.cluster.drop({ kind: 'Namespace', metadata: { name: 'pay' } });
    bench.cluster.put({
      ...isOthers,
      kind: 'Namespace',
      metadata: { name: 'pay', labels },
    });
    await bench.store.move({ id, from: ['live'], to: 'removing' });
    await bench.becomes(id, 'removed');
    expect(objectOf('Namespace/pay')).toBeDefined();
    expect((await bench.story(id)).at(-1)).toContain(
      'Namespace "pay" is not ours, and stays.',
    );
  });
});

describe('what is removed', () => {
  it('is a namespace with a volume that its pods still mount', async () => {
    bench.start();
    const pay = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(pay, 'live');
    const data = await bench.ask(volumeSpec('pay', 'data'));
    await bench.until('the claim', async () =>
      Boolean(objectOf('PersistentVolumeClaim/pay/data')),
    );
    // Kubernetes keeps a claim for as long as a pod mounts it, and the pods end with their namespace.
    bench.cluster.held.add('PersistentVolumeClaim/pay/data');
    await bench.store.move({ id: pay, from: ['live'], to: 'removing' });
    await bench.becomes(pay, 'removed');
    await bench.becomes(data, 'removed');
    expect([...bench.cluster.objects.keys()]).toEqual([]);
    expect(bench.cluster.writes.slice(-2)).toEqual([
      'remove PersistentVolumeClaim/pay/data',
      'remove Namespace/pay',
    ]);
  });
});

describe('what has to be waited for', () => {
  it.each([
    [{ state: 'sealed' } as const, 'Vault, which is sealed'],
    [
      { state: 'starting', detail: 'compiling' } as const,
      'Vault, which is being started: compiling',
    ],
  ])('is Vault: %j', async (state, text) => {
    bench.vault.state = state;
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await says(id, 'waitsFor', text);
    expect(objectOf('ServiceAccount/pay/app')).toBeDefined();
    bench.vault.state = { state: 'ready' };
    await bench.becomes(id, 'live');
    expect((await row(id))?.waitsFor).toBeUndefined();
  });

  it('is the cluster, and then its namespace', async () => {
    bench.cluster.away = true;
    bench.start();
    const id = await bench.ask(volumeSpec('pay', 'data'));
    await says(id, 'waitsFor', 'the cluster "local", which cannot be reached');
    bench.cluster.away = false;
    await says(id, 'waitsFor', 'the namespace "pay", which is not there');
    const around = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(around, 'live');
    await says(
      id,
      'waitsFor',
      'the storage class "quick" to provide the volume',
    );
    expect(
      (await bench.story(id)).filter(each => each.startsWith('waits')),
    ).toHaveLength(3);
  });

  it('is never what the cluster refuses for good', async () => {
    bench.cluster.refuses = what =>
      what.includes('RoleBinding')
        ? new KubeError(403, 'Forbidden', { message: 'not allowed to bind' })
        : undefined;
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await says(id, 'attention', 'The cluster refuses: not allowed to bind');
    const failed = await bench.store.audit.search({
      requestId: id,
      event: 'create-role-binding',
      limit: 10,
    });
    expect(failed.map(({ phase }) => phase)).toEqual(['failed', 'intended']);
    bench.cluster.refuses = undefined;
    await bench.store.move({ id, from: ['attention'], to: 'making' });
    await bench.becomes(id, 'live');
  });

  it('is a right that is missing for a moment', async () => {
    let refusals = 3;
    bench.cluster.refuses = () => {
      refusals -= 1;
      return refusals < 0
        ? undefined
        : new KubeError(403, 'Forbidden', {
            message: 'namespaces "pay" is forbidden: User "portal" cannot',
          });
    };
    bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    expect(bench.news.map(({ kind }) => kind)).toEqual(['proven']);
  });

  it('is the database, which the reconciler outlives', async () => {
    const { store } = bench;
    let away = true;
    bench.start({
      store: {
        ...store,
        claim: async options => {
          if (away) throw new Error('no database');
          return store.claim(options);
        },
      },
    });
    const id = await bench.ask(secretSpecIn('pay'));
    await bench.until('it is said', async () =>
      bench.logged.includes('No request can be worked on'),
    );
    away = false;
    await bench.becomes(id, 'live');
    expect(bench.logged).toContain('Requests can be worked on again');
  });
});
