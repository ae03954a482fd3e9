import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import { markedKindCount } from '../kube/watch/marked';
import { watchedKinds } from '../kube/watch/watched';
import { eventually } from '../../testing/eventually';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { openStream, type TestStream } from '../../testing/openStream';
import { type Portal, startPortal } from '../../testing/portal';
import {
  componentEntity,
  putSituation,
  rights,
  startSampleCluster,
} from '../../testing/apiServer/sampleCluster';

const entity = (name: string, resume?: string): TopicRequest => ({
  id: 'e',
  topic: 'entity-workloads',
  params: { entityRef: `component:default/${name}` },
  ...(resume !== undefined && { resume }),
});
const list = (query = {}): TopicRequest => ({
  id: 'l',
  topic: 'workloads',
  params: query,
});

describe('a stream', () => {
  let cluster: FakeApiServer;
  let portal: Portal;
  const streams: TestStream[] = [];

  async function open(name: string, ...topics: TopicRequest[]) {
    const { url } = portal;
    const token = portal.tokenOf(name);
    const stream = await openStream({ url, token }, topics);
    streams.push(stream);
    return stream;
  }

  /** Waits until a page of this topic shows so many rows. */
  const shows = (stream: TestStream, id: string, rows: number) =>
    stream.until(() => stream.items(id)?.size === rows);

  /** What was answered around a change of roles, as at the start, is forgotten a moment later: waits until that is over. */
  async function rightsAreAskedAnew() {
    const { allows } = cluster;
    let asked = 0;
    cluster.allows = review => {
      asked = performance.now();
      return allows(review);
    };
    cluster.store.put('rolebindings', {
      metadata: { name: 'of-nobody', namespace: 'elsewhere' },
    });
    const changed = performance.now();
    await eventually('rights are asked anew', () => asked - changed > 400);
  }

  beforeEach(async () => {
    cluster = await startSampleCluster();
    portal = await startPortal({ local: cluster }, [
      componentEntity('payments-api'),
      componentEntity('storefront-web'),
      componentEntity('named', {
        'backstage.io/kubernetes-id': 'payments-api',
        'backstage.io/kubernetes-namespace': 'payments',
      }),
      componentEntity('elsewhere', {
        'backstage.io/kubernetes-cluster': 'other',
      }),
      componentEntity('bad-selector', {
        'backstage.io/kubernetes-label-selector': 'a in (',
      }),
      componentEntity('all-of-them', {
        'backstage.io/kubernetes-label-selector': '!no-such-label',
      }),
    ]);
  });

  afterEach(async () => {
    streams.splice(0).forEach(stream => stream.close());
    await portal.stop();
    await cluster.stop();
  });

  it('shows an entity’s workloads with their pods, and follows them', async () => {
    const stream = await open('ben', entity('payments-api'));
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toMatch('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    await shows(stream, 'e', 3);
    await stream.until(() =>
      stream.frames.some(
        frame =>
          frame.type === 'reach' && frame.clusters.local?.state === 'live',
      ),
    );

    cluster.store.remove('pods', 'payments-api-7c9f8d5b6d-b7q9k', 'payments');
    await shows(stream, 'e', 2);
    const last = stream.frames.at(-1);
    expect(last).toMatchObject({
      type: 'delta',
      gone: ['payments-api-p-7c9f8d5b6d-1'],
    });
  });

  it('goes on from a cursor, without a snapshot', async () => {
    const before = await open('ben', entity('payments-api'));
    await shows(before, 'e', 3);
    const { cursor } = before.frames.findLast(
      frame => frame.type === 'snapshot' || frame.type === 'delta',
    ) as { cursor: string };
    before.close();
    cluster.store.remove('pods', 'payments-api-7c9f8d5b6d-b7q9k', 'payments');

    const after = await open('ben', entity('payments-api', cursor));
    await after.until(() =>
      after.frames.some(
        frame => frame.type === 'delta' && frame.gone.length === 1,
      ),
    );
    expect(after.frames.some(frame => frame.type === 'snapshot')).toBe(false);
  });

  it.each([
    ['of no view', '0123456789abcdef.3'],
    ['of nonsense', 'x'.repeat(200)],
    ['of the far future', 'FUTURE'],
    ['of somebody who sees more', 'PETRA'],
  ])('answers a cursor %s with a snapshot of own rights', async (_, text) => {
    const petra = await open('petra', entity('all-of-them'));
    await shows(petra, 'e', 11);
    const { cursor } = (await petra.frame('snapshot')) as { cursor: string };
    const forged = text
      .replace('PETRA', cursor)
      .replace('FUTURE', `${cursor}999`);

    const ben = await open('ben', entity('all-of-them', forged));
    await ben.frame('snapshot');
    await shows(ben, 'e', 3);
    expect(JSON.stringify(ben.frames)).not.toContain('storefront');
  });

  it('shows nothing of another team: no row, no count, no name', async () => {
    const stream = await open('emil', entity('payments-api'), list());
    await stream.until(
      () => stream.items('e') && stream.items('l')?.size === 1,
    );
    expect(stream.items('e')?.size).toBe(0);
    const window = stream.frames.findLast(
      frame =>
        (frame.type === 'snapshot' || frame.type === 'delta') &&
        frame.id === 'l' &&
        frame.meta,
    );
    expect(window).toMatchObject({
      meta: { visible: 1, matching: 1, namespaces: { storefront: 1 } },
    });
    expect(JSON.stringify(stream.frames)).not.toContain('payments');
  });

  it('names what is missing where the entity itself names the namespace', async () => {
    const stream = await open('emil', entity('named'));
    const denied = await stream.frame('denied');
    expect(denied.missing).toContainEqual({
      cluster: 'local',
      namespace: 'payments',
      verb: 'list',
      resource: 'deployments.apps',
    });
    expect(stream.items('e')).toBeUndefined();
  });

  it('takes everything away within a second of a revocation, and brings it back', async () => {
    const stream = await open('ben', entity('payments-api'), list());
    await shows(stream, 'e', 3);
    await shows(stream, 'l', 1);

    rights.revoke(cluster, 'payments');
    await stream.until(() => !stream.items('e') && !stream.items('l'), 1_000);
    const denied = await stream.frame('denied');
    expect(denied.missing).toContainEqual({
      cluster: 'local',
      namespace: 'payments',
      verb: 'list',
      resource: 'pods',
    });
    const from = stream.frames.length;
    putSituation(cluster, 'deployment-rolling', {
      namespace: 'payments',
      component: 'payments-api',
    });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(stream.frames.slice(from)).toEqual([]);

    rights.grant(cluster, 'payments');
    await stream.until(() => (stream.items('e')?.size ?? 0) > 3);
  });

  it('lets rows leave one by one when only a part of the rights goes', async () => {
    cluster.allows = ({ groups, resourceAttributes: { namespace = '' } }) =>
      groups.includes('team-payments') &&
      cluster.store.get('rolebindings', `team-${namespace}`, namespace) !==
        undefined;
    const stream = await open('ben', list());
    await shows(stream, 'l', 2);
    rights.revoke(cluster, 'storefront');
    await stream.until(() => stream.items('l')?.size === 1, 1_000);
    expect(stream.frames.some(frame => frame.type === 'denied')).toBe(false);
    expect(stream.frames.at(-1)).toMatchObject({
      type: 'delta',
      gone: ['storefront-web-d-1'],
      meta: { visible: 1 },
    });
  });

  it('keeps ten streams at once live, on one watch a kind', async () => {
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => open('ben', entity('payments-api'))),
    );
    await Promise.all(ten.map(stream => shows(stream, 'e', 3)));
    const watches = cluster.watches();
    cluster.store.remove('pods', 'payments-api-7c9f8d5b6d-b7q9k', 'payments');
    await Promise.all(ten.map(stream => shows(stream, 'e', 2)));
    expect(cluster.watches()).toBe(watches);
    expect(watches).toBe(Object.keys(watchedKinds).length + markedKindCount);
  });

  it('marks what it shows as stale while a cluster is away, and keeps it', async () => {
    const stream = await open('ben', entity('payments-api'));
    await shows(stream, 'e', 3);
    await cluster.stop();
    await stream.until(() =>
      stream.frames.some(
        frame =>
          frame.type === 'reach' && frame.clusters.local?.state === 'stale',
      ),
    );
    expect(stream.items('e')?.size).toBe(3);
    await cluster.start();
    await stream.until(() => {
      const last = stream.frames.findLast(frame => frame.type === 'reach');
      return last?.type === 'reach' && last.clusters.local?.state === 'live';
    });
    expect(stream.items('e')?.size).toBe(3);
    expect(stream.frames.some(frame => frame.type === 'denied')).toBe(false);
  }, 15_000);

  it('opens while a cluster is away for whom it knew, and denies nobody what it cannot ask', async () => {
    const first = await open('ben', entity('named'));
    await shows(first, 'e', 3);
    await rightsAreAskedAnew();
    const before = await open('ben', entity('named'));
    await shows(before, 'e', 3);
    first.close();
    before.close();
    await cluster.stop();

    const ben = await open('ben', entity('named'));
    await shows(ben, 'e', 3);
    await ben.until(() => {
      const last = ben.frames.findLast(frame => frame.type === 'reach');
      return last?.type === 'reach' && last.clusters.local?.state === 'stale';
    });
    const emil = await open('emil', entity('named'), list());
    const unknown = await emil.frame('unknown');
    expect(Object.keys(unknown.clusters)).toEqual(['local']);
    expect(emil.frames.some(frame => frame.type === 'denied')).toBe(false);

    await cluster.start();
    await emil.frame('denied');
    await shows(emil, 'l', 1);
  }, 20_000);

  it.each([
    [
      'an unknown topic',
      { id: 'x', topic: 'secrets', params: {} },
      'no live topic',
    ],
    [
      'an unknown entity',
      { ...entity('nobody'), id: 'x' },
      'The catalog has no component:default/nobody',
    ],
    [
      'no entity reference',
      { id: 'x', topic: 'entity-workloads', params: { entityRef: ':::' } },
      'entity reference',
    ],
    [
      'an unknown parameter',
      { id: 'x', topic: 'workloads', params: { orderBy: 'secrets' } },
      'orderBy',
    ],
    [
      'a hidden column to sort by',
      { id: 'x', topic: 'workloads', params: { sort: 'labels' } },
      'sort',
    ],
    [
      'a filter that is too long',
      { id: 'x', topic: 'workloads', params: { text: 'a'.repeat(201) } },
      'text',
    ],
    [
      'a selector that is none',
      { ...entity('bad-selector'), id: 'x' },
      'label selector',
    ],
  ])('refuses %s, and serves the rest', async (_, topic, reason) => {
    const stream = await open('ben', topic, entity('payments-api'));
    const refused = await stream.frame('refused');
    expect(refused).toMatchObject({ id: 'x' });
    expect(refused.reason).toContain(reason);
    await shows(stream, 'e', 3);
  });

  it('shows nothing of an entity that names a foreign cluster', async () => {
    const stream = await open('ben', entity('elsewhere'));
    await stream.frame('snapshot');
    expect(stream.items('e')?.size).toBe(0);
  });

  it('windows and filters the list', async () => {
    const stream = await open('petra', list({ text: 'WEB', limit: 1 }));
    await shows(stream, 'l', 1);
    const window = stream.frames.findLast(frame => 'meta' in frame);
    expect(window).toMatchObject({
      meta: {
        matching: 1,
        visible: 2,
        states: { healthy: 1, stuck: 1 },
        namespaces: { payments: 1, storefront: 1 },
      },
    });
  });

  it('lets one person have twenty streams, and no more', async () => {
    const many = await Promise.all(
      Array.from({ length: 20 }, () => open('ben', list())),
    );
    expect(many.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const oneMore = await open('ben', list());
    expect(oneMore.status).toBe(429);
    expect(oneMore.headers.get('retry-after')).toBe('5');
    expect((await open('emil', list())).status).toBe(200);
    many[0]!.close();
    await new Promise(resolve => setTimeout(resolve, 100));
    expect((await open('ben', list())).status).toBe(200);
  });

  it('says goodbye when the portal stops', async () => {
    const stream = await open('ben', list());
    await shows(stream, 'l', 1);
    await portal.stop();
    await stream.until(() => stream.ended());
    expect(stream.frames.at(-1)).toEqual({ type: 'bye', reason: 'shutdown' });
  });
});
