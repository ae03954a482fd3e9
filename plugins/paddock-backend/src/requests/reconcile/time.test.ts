import { randomUUID } from 'node:crypto';
import { type Bench, openBench } from '../../../testing/requestsBench';
import {
  namespaceSpec,
  sampleRevision,
  sampleSubmission,
} from '../../../testing/sampleRequests';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const tenDays = { ...namespaceSpec('pay'), days: 10 };

async function waiting() {
  const id = randomUUID();
  const verdict = { say: 'approval' as const, because: [], approvers: [] };
  const revision = sampleRevision(id, namespaceSpec('pay'));
  await bench.store.create({
    revision: { ...revision, verdict },
    submission: sampleSubmission,
  });
  return id;
}

describe('the end of a request', () => {
  it('is announced once, and then comes', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(tenDays);
    await bench.becomes(id, 'live');
    await bench.pass(2);
    reconciler.wake(id);
    await bench.becomes(id, 'live');
    expect(bench.news.map(({ kind }) => kind)).toEqual(['proven']);

    await bench.pass(2);
    const warned = () =>
      bench.news.filter(each => each.kind === 'expiry-warning');
    await bench.until('people are told', async () => warned().length > 0);
    const { fence } = (await bench.store.get(id))!;
    reconciler.wake(id);
    await bench.until(
      'it was looked at again',
      async () => (await bench.store.get(id))!.fence > fence,
    );
    expect(warned()).toHaveLength(1);

    await bench.pass(7);
    await bench.becomes(id, 'expired');
    expect(bench.cluster.objects.size).toBe(0);
    expect(bench.vault.policies.size).toBe(0);
    const kinds = (await bench.store.timeline(id)).map(({ kind }) => kind);
    expect(kinds.slice(-3)).toEqual(['expiry-warning', 'expired', 'removed']);
    const told = bench.audited.filter(
      ({ eventId }) => eventId === 'request-expire',
    );
    expect(told).toMatchObject([{ status: 'succeeded' }]);
  });

  it('comes also for what needs a person', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(tenDays);
    await bench.becomes(id, 'live');
    bench.settings.drift = 'report';
    bench.cluster.drop({
      kind: 'ServiceAccount',
      metadata: { name: 'app', namespace: 'pay' },
    });
    reconciler.wake(id);
    await bench.becomes(id, 'attention');
    await bench.pass(11);
    await bench.becomes(id, 'expired');
    expect(bench.cluster.objects.size).toBe(0);
  });

  it('comes for what nobody decides', async () => {
    const reconciler = bench.start();
    const id = await waiting();
    reconciler.wake(id);
    await bench.pass(13);
    reconciler.wake(id);
    await bench.pass(2);
    await bench.becomes(id, 'expired');
    expect(await bench.story(id)).toContain(
      'expired: Nobody has decided for 14 days.',
    );
    expect(bench.cluster.writes).toEqual([]);
  });

  it('of a change that nobody decides leaves what is live, which is kept meanwhile', async () => {
    const reconciler = bench.start();
    const id = await bench.ask(namespaceSpec('pay'));
    await bench.becomes(id, 'live');
    const verdict = { say: 'approval' as const, because: [], approvers: [] };
    await bench.store.revise({
      revision: { ...sampleRevision(id, namespaceSpec('pay')), verdict },
      expected: 1,
      submission: sampleSubmission,
    });
    bench.cluster.drop({
      kind: 'ResourceQuota',
      metadata: { name: 'budget', namespace: 'pay' },
    });
    reconciler.wake(id);
    await bench.until('it is mended', async () =>
      bench.cluster.objects.has('ResourceQuota/pay/budget'),
    );
    expect((await bench.store.get(id))?.state).toBe('waiting');
    await bench.pass(15);
    await bench.becomes(id, 'live');
    expect((await bench.store.get(id))?.approvedRevision).toBe(1);
  });
});

it('what the rules let pass is decided once it need not wait any longer', async () => {
  const revision = sampleRevision(randomUUID(), namespaceSpec('pay'));
  const id = revision.requestId;
  const reconciler = bench.start();
  const submission = { ...sampleSubmission, waitsFor: 'its namespace' };
  const { row } = await bench.store.create({ revision, submission });
  expect(row.state).toBe('waiting');
  reconciler.wake(id);
  await bench.becomes(id, 'live');
  expect(await bench.story(id)).toContain('approved: It is small.');
});
