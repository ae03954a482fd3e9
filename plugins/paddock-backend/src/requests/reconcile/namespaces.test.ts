import { type Bench, openBench } from '../../../testing/requestsBench';
import {
  namespaceSpec,
  sampleAmounts,
  sampleBudget,
  sampleRevision,
  volumeSpec,
  sampleSubmission,
} from '../../../testing/sampleRequests';
import { randomUUID } from 'node:crypto';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const row = (id: string) => bench.store.get(id);
const claims = () =>
  [...bench.cluster.objects.keys()].filter(key =>
    key.startsWith('PersistentVolumeClaim'),
  );
const says = (id: string, text: string) =>
  bench.until(
    text,
    async () => (await row(id))?.attention?.includes(text) ?? false,
  );

const orders = 'group:default/team-orders';

const verdict = {
  say: 'approval' as const,
  because: [],
  approvers: ['group:default/leads'],
};

/** A volume that waits for somebody's approval. */
async function waiting(namespace: string) {
  const id = randomUUID();
  const revision = {
    ...sampleRevision(id, volumeSpec(namespace, 'data')),
    verdict,
  };
  await bench.store.create({ revision, submission: sampleSubmission });
  return { id, hash: revision.hash };
}

const approve = ({ id, hash }: { id: string; hash: string }) =>
  bench.store.decide({
    id,
    revision: 1,
    hash,
    decision: { state: 'approved', by: 'user:default/lea' },
    amounts: sampleAmounts,
    budget: sampleBudget,
  });

describe('in a namespace of others', () => {
  const noRight = { mayWork: async () => false };

  it('nothing is made, though an own request that nobody approved has its name', async () => {
    const own = randomUUID();
    await bench.store.create({
      revision: { ...sampleRevision(own, namespaceSpec('pay')), verdict },
      submission: sampleSubmission,
    });
    bench.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'pay', labels: { 'paddock.internal/request': own } },
    });
    bench.start(noRight);
    const id = await bench.ask(volumeSpec('pay', 'data'));
    await says(id, 'Neither was the namespace "pay" made for this team');
    expect(bench.cluster.writes).toEqual([]);
  });

  it('nothing is made that was meant for an earlier one, not even with a right there', async () => {
    const reconciler = bench.start();
    const old = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(old, 'live');
    const id = await bench.ask(volumeSpec('pay', 'data'));
    await bench.until('its claim', async () => claims().length === 1);
    // By hand, and so the portal has not ended what lies in it.
    bench.cluster.drop({ kind: 'Namespace', metadata: { name: 'pay' } });
    bench.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'pay' },
    });
    reconciler.wake(id);
    await says(id, 'another one of this name exists');
    expect(claims()).toEqual([]);
  });

  it('nothing is removed that only looks like ours', async () => {
    bench.start();
    const old = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(old, 'live');
    const id = await bench.ask(volumeSpec('pay', 'data'));
    await bench.until('its claim', async () => claims().length === 1);
    const { object } = bench.cluster.objects.get(claims()[0]!)!;
    bench.cluster.drop({ kind: 'Namespace', metadata: { name: 'pay' } });
    bench.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'pay' },
    });
    bench.cluster.put(object);
    const { state } = (await row(id))!;
    await bench.store.move({ id, from: [state], to: 'removing' });
    await bench.becomes(id, 'removed');
    expect(claims()).toHaveLength(1);
    expect((await bench.story(id)).at(-1)).toContain('it is not ours');
  });

  it('nothing is made once the right to it is gone', async () => {
    bench.cluster.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'lent' },
    });
    const id = await bench.ask(volumeSpec('lent', 'data'));
    bench.start(noRight);
    await bench.becomes(id, 'attention');
    expect(claims()).toEqual([]);
  });
});

describe('what waits in a namespace', () => {
  it('ends with it, and the next one of its name gets nothing of it', async () => {
    bench.start();
    const pay = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(pay, 'live');
    const volume = await waiting('pay');
    await bench.store.move({ id: pay, from: ['live'], to: 'removing' });
    await bench.becomes(pay, 'removed');
    await bench.becomes(volume.id, 'expired');
    expect((await bench.story(volume.id)).at(-1)).toMatch(
      /^expired: .*namespace "pay" is being removed/,
    );
    expect(bench.news).toContainEqual(
      expect.objectContaining({ id: volume.id, kind: 'expired' }),
    );
    const next = await bench.ask({ ...namespaceSpec('pay'), team: orders });
    await bench.becomes(next, 'live');
    await expect(approve(volume)).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(claims()).toEqual([]);
  });

  it('is approved, or ends: whichever comes first, nothing of it is left', async () => {
    bench.start();
    for (const round of [1, 2, 3, 4]) {
      const name = `pay-${round}`;
      const pay = await bench.ask(namespaceSpec(name));
      await bench.becomes(pay, 'live');
      const volume = await waiting(name);
      const move = {
        id: pay,
        from: ['live' as const],
        to: 'removing' as const,
      };
      await Promise.allSettled(
        round % 2
          ? [approve(volume), bench.store.move(move)]
          : [bench.store.move(move), approve(volume)],
      );
      await bench.becomes(pay, 'removed');
      const over = ['expired', 'removed'];
      await bench.until('it is over', async () =>
        over.includes((await row(volume.id))!.state),
      );
      expect(claims()).toEqual([]);
    }
  });
});
