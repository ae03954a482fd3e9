import type { PoolAnswer } from '@paddock/backstage-plugin-paddock-common';
import request from 'supertest';
import { MiB, setUp } from '../../../testing/clusters/measuredCluster';
import { PrometheusAway } from '../prometheus/ask';
import type { PastOfClusters } from '../prometheus/createHistory';

const known = (value: number) => ({ state: 'known', value });

async function poolOf({ app }: ReturnType<typeof setUp>, query = '') {
  const { body } = await request(app)
    .get(`/clusters/local/pool${query}`)
    .expect(200);
  return body as PoolAnswer;
}

const nodesIn = ({ nodes }: PoolAnswer) =>
  nodes.state === 'shown' ? nodes.all : [];

const named = <Named extends { name: string }>(all: Named[], name: string) => {
  const found = all.find(each => each.name === name);
  expect(found).toBeDefined();
  return found as Named;
};

describe('GET pool', () => {
  it('sums the nodes, and says of how many each figure is', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    const { rung, at } = await poolOf(cluster);
    expect(at).toHaveLength(2);
    expect(rung).toMatchObject({
      level: 'cluster',
      name: 'local',
      usage: {
        cpu: {
          latest: known(2500),
          runs: [{ from: 0, values: [2500, 2500] }],
          request: 500,
          limit: 8000,
          sum: { measured: 2, of: 2 },
        },
        networkIn: {
          latest: {
            state: 'missing',
            because: 'None of its nodes has a figure.',
          },
          sum: { measured: 0, of: 2 },
        },
      },
    });
  });

  it('shows each node beside what there is of it, and who has ended does not count', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    const answer = await poolOf(cluster);
    expect(nodesIn(answer)).toHaveLength(2);
    expect(named(nodesIn(answer), 'n1')).toMatchObject({
      node: { ready: true, cordoned: false, pods: 1, mostPods: 110 },
      usage: {
        cpu: { latest: known(2000), runs: [], request: 100, limit: 4000 },
        memory: { request: 64 * MiB, limit: 8 * 1024 * MiB },
      },
    });
    expect(named(nodesIn(answer), 'n2')).toMatchObject({
      node: { pods: 2 },
      usage: { cpu: { latest: known(500), request: 400 } },
    });
  });

  it('adds up each namespace, beside its quota', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    const { namespaces } = await poolOf(cluster);
    expect(namespaces.map(({ name }) => name)).toEqual([
      'payments',
      'storefront',
    ]);
    expect(named(namespaces, 'payments').usage).toMatchObject({
      cpu: {
        latest: known(291),
        request: 200,
        sum: { measured: 2, of: 2 },
        quota: { request: 2000 },
      },
      networkIn: { latest: known(10), sum: { measured: 1, of: 2 } },
    });
  });

  it('has the values of the namespace that is asked for', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    const { rung } = await poolOf(cluster, '?of=namespace:payments');
    expect(rung?.usage.cpu.runs).toEqual([{ from: 0, values: [291, 291] }]);
  });

  it('shows the pods of the node that is asked for', async () => {
    const cluster = setUp();
    await cluster.measuredPool('n2');
    const { pods, rung } = await poolOf(cluster, '?of=node:n2');
    expect(rung?.usage.cpu.runs).toEqual([{ from: 0, values: [500, 500] }]);
    expect(pods.map(({ name }) => name)).toEqual([
      'payments/api-2',
      'payments/done-1',
      'storefront/web-1',
    ]);
    expect(named(pods, 'storefront/web-1').usage).toMatchObject({
      cpu: { latest: known(40), request: 300, runs: [] },
      networkIn: {
        latest: { because: expect.stringMatching(/n2 has no kubelet to ask/) },
      },
    });
  });

  it('shows who may not list nodes the namespaces that are theirs, and names what is missing', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    cluster.lose('nodes.', 'pods.', 'pods.metrics.k8s.io');
    cluster.give('pods.@payments', 'pods.metrics.k8s.io@payments');
    const answer = await poolOf(cluster);
    expect(answer.rung).toBeUndefined();
    expect(answer.nodes).toEqual({
      state: 'denied',
      missing: [{ cluster: 'local', verb: 'list', resource: 'nodes' }],
    });
    expect(answer.namespaces.map(({ name }) => name)).toEqual(['payments']);
    expect(JSON.stringify(answer)).not.toMatch(/storefront|n1|n2/);
    await request(cluster.app)
      .get('/clusters/local/pool?of=node:n1')
      .expect(403);
    await request(cluster.app)
      .get('/clusters/local/pool?of=namespace:storefront')
      .expect(404);
  });

  it('shows of a node only the pods of namespaces that are theirs', async () => {
    const cluster = setUp();
    await cluster.measuredPool('n2');
    cluster.lose('pods.');
    cluster.give('pods.@storefront');
    const { pods } = await poolOf(cluster, '?of=node:n2');
    expect(pods.map(({ name }) => name)).toEqual(['storefront/web-1']);
  });

  it('begins to measure when it is asked', async () => {
    const cluster = setUp();
    expect(cluster.sampler.isWatched()).toBe(false);
    const answer = await poolOf(cluster);
    expect(answer).toMatchObject({ at: [], nodes: { all: [] } });
    expect(cluster.sampler.isWatched()).toBe(true);
  });

  it('knows no other node', async () => {
    const cluster = setUp();
    await cluster.measuredPool();
    const { status } = await request(cluster.app).get(
      '/clusters/local/pool?of=node:n9',
    );
    expect(status).toBe(404);
  });

  it.each(['?of=pod:a', '?of=node:', '?of=node:A', '?range=61', '?x=1'])(
    'refuses %s',
    async query => {
      const { app } = setUp();
      const { status } = await request(app).get(`/clusters/local/pool${query}`);
      expect(status).toBe(400);
    },
  );
});

describe('a long range', () => {
  const times = [1_000_000, 1_015_000];
  const past = (changes: Partial<PastOfClusters> = {}): PastOfClusters => ({
    has: () => true,
    read: async () => ({
      times,
      stepSeconds: 15,
      values: ({ pod, metric }) =>
        pod === 'n1' && metric === 'cpu' ? [7, 8] : undefined,
    }),
    ...changes,
  });

  it('is what Prometheus has, and the latest is what is now', async () => {
    const asked: unknown[] = [];
    const read = past().read;
    const cluster = setUp(
      undefined,
      past({
        read: async (...question) => {
          asked.push(question);
          return read(...question);
        },
      }),
    );
    await cluster.measuredPool();
    const answer = await poolOf(cluster, '?of=node:n1&range=60');
    expect(answer.at).toEqual([1000, 1015]);
    expect(answer.rung?.usage).toMatchObject({
      cpu: { runs: [{ from: 0, values: [7, 8] }], latest: known(2000) },
      memory: {
        runs: [],
        latest: { because: 'Prometheus has no figure of it in this time.' },
      },
    });
    expect(answer.history).toEqual({
      from: 'prometheus',
      stepSeconds: 15,
      reach: 'long',
    });
    expect(asked).toEqual([
      ['local', { scopes: [{ of: 'nodes', names: ['n1'] }], range: '60' }],
    ]);
  });

  it('is what the portal has kept where Prometheus is away, and says so', async () => {
    const away = new PrometheusAway('Prometheus does not answer.');
    const cluster = setUp(
      undefined,
      past({ read: () => Promise.reject(away) }),
    );
    await cluster.measuredPool();
    const { at, history } = await poolOf(cluster, '?range=1440');
    expect(at).toHaveLength(2);
    expect(history).toEqual({
      from: 'looks-instead',
      reach: 'long',
      because: expect.stringMatching(/^Prometheus does not answer\./),
    });
  });

  it('asks nothing for who may not see it', async () => {
    const read = jest.fn();
    const cluster = setUp(undefined, past({ read }));
    cluster.lose('nodes.');
    await request(cluster.app)
      .get('/clusters/local/pool?of=node:n1&range=60')
      .expect(403);
    expect(read).not.toHaveBeenCalled();
  });

  it('is not there without a Prometheus', async () => {
    const cluster = setUp();
    const { history } = await poolOf(cluster, '?range=60');
    expect(history).toMatchObject({
      reach: 'short',
      because: expect.stringMatching(/^No Prometheus is configured/),
    });
  });
});
