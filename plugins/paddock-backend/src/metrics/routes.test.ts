import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  MetricsAnswer,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import express from 'express';
import request from 'supertest';
import { createAct } from '../doors/act';
import type { Right } from '../kube/cache';
import { KubeError } from '../kube/errors';
import type { RunningCluster } from '../kube/watchedCluster';
import { createMetricsRouter } from './routes';
import { createSampler } from './sampler';
import type { Metrics } from './startMetrics';

const path = '/clusters/local/namespaces/payments/metrics';
const pods = '/api/v1/namespaces/payments/pods';
const MiB = 2 ** 20;

const aPod = (name: string, nodeName: string, spec: object = {}) => ({
  metadata: { name },
  spec: {
    nodeName,
    containers: [
      {
        name: 'app',
        resources: {
          requests: { cpu: '100m', memory: '64Mi' },
          limits: { cpu: '1' },
        },
      },
    ],
    ...spec,
  },
  status: { phase: 'Running' },
});

const aNode = (name: string, annotations: object = {}) => ({
  metadata: { name, annotations },
  status: {
    addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
    allocatable: { cpu: '4', memory: '8Gi' },
  },
});

const summary = (pod = 'api-1') =>
  JSON.stringify({
    node: { cpu: { usageNanoCores: 2e9 } },
    pods: [
      {
        podRef: { name: pod, namespace: 'payments' },
        cpu: { usageNanoCores: 251e6 },
        memory: { workingSetBytes: 32 * MiB },
        containers: [{ name: 'app', cpu: { usageNanoCores: 250e6 } }],
        volume: [
          {
            usedBytes: 1,
            capacityBytes: 2,
            pvcRef: { name: 'files', namespace: 'payments' },
          },
        ],
      },
    ],
  });

const line = (metric: string, labels: string, value: number, at: number) =>
  `container_${metric}_bytes_total{namespace="payments",pod="api-1",${labels}} ${value} ${at}`;

/** One real node with api-1, one simulated with api-2; everybody is ben. */
function setUp(items: object[] = [aPod('api-1', 'n1'), aPod('api-2', 'n2')]) {
  let now = Date.now() - 20_000;
  let rights: string[] = ['pods.metrics.k8s.io', 'nodes.metrics.k8s.io'];
  rights.push('resourcequotas.');
  let looks = 0;
  const asked: Array<{ path: string; as?: object }> = [];
  const answers: Record<string, object> = {
    [pods]: { items },
    '/api/v1/nodes': {
      items: [aNode('n1'), aNode('n2', { 'kwok.x-k8s.io/node': 'fake' })],
    },
    '/apis/metrics.k8s.io/v1beta1/nodes': {
      items: [{ metadata: { name: 'n2' }, usage: { cpu: '500m' } }],
    },
    '/apis/metrics.k8s.io/v1beta1/namespaces/payments/pods': {
      items: ['api-1', 'api-2'].map(name => ({
        metadata: { name, namespace: 'payments' },
        containers: [{ name: 'app', usage: { cpu: '40m', memory: '10Mi' } }],
      })),
    },
  };
  const cluster = {
    name: 'local',
    identity: () => ({ user: 'ben@paddock.example', groups: ['payments'] }),
    access: {
      may: async (_: object, { group, resource }: Right) =>
        rights.includes(`${resource}.${group}`),
    },
    cache: (kind: string) => ({
      inNamespace: () =>
        kind === 'Pod'
          ? [
              { name: 'api-1', node: 'n1' },
              { name: 'api-2', node: 'n2' },
            ]
          : [{ hard: { 'requests.cpu': '2', 'limits.memory': '1Gi' } }],
    }),
    connection: {
      async request(_: string, at: string, { as }: { as?: object } = {}) {
        asked.push({ path: at, ...(as && { as }) });
        if (answers[at]) return answers[at];
        throw new KubeError(403, 'Forbidden', {
          message: `${at} is forbidden`,
        });
      },
    },
    readKubelet: jest.fn(async ({ path: of }: { path: string }) => {
      if (of === '/stats/summary') return summary();
      looks += 1;
      return [
        line(
          'network_receive',
          'container="",interface="eth0"',
          looks * 150,
          now,
        ),
        line('fs_writes', 'container="app",device="a"', looks * 3000, now),
      ].join('\n');
    }),
  };
  const sampler = createSampler(
    cluster as unknown as RunningCluster,
    () => now,
  );
  const metrics: Metrics = {
    watch: (_, namespace) => (sampler.watch(namespace) ? sampler : undefined),
    stop: () => {},
  };
  const act = createAct({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/ben'),
    }),
    permissions: mockServices.permissions.mock({
      authorize: async all =>
        all.map(() => ({ result: AuthorizeResult.ALLOW })),
    }),
    auditor: mockServices.auditor.mock(),
    clusters: { get: () => cluster as unknown as RunningCluster },
    personOf: async () => ({ userRef: 'user:default/ben', groupRefs: [] }),
  });
  const app = express();
  app.use(createMetricsRouter({ act, metrics }));
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  return {
    app,
    asked,
    answers,
    cluster,
    sampler,
    lose: (...lost: string[]) => {
      rights = rights.filter(each => !lost.includes(each));
    },
    /** Watched, and looked at twice. */
    async measured() {
      sampler.watch('payments');
      await sampler.sample();
      now += 15_000;
      await sampler.sample();
    },
    ask: async (query = '') => {
      const { body } = await request(app).get(`${path}${query}`).expect(200);
      return body as MetricsAnswer;
    },
  };
}

function find(answer: MetricsAnswer, level: string, name: string) {
  const found = answer.subjects.find(
    each => each.level === level && each.name === name,
  );
  expect(found).toBeDefined();
  return found as MetricSubject;
}

const known = (value: number) => ({ state: 'known', value });

describe('GET metrics', () => {
  it('shows what the kubelet measured of a pod and its container, beside what they ask for', async () => {
    const { ask, measured } = setUp();
    await measured();
    const answer = await ask();
    expect(answer.at).toHaveLength(2);
    const pod = find(answer, 'pod', 'api-1');
    expect(pod.usage.cpu).toEqual({
      latest: known(251),
      runs: [{ from: 0, values: [251, 251] }],
      request: 100,
      limit: 1000,
    });
    expect(pod.usage.memory).toMatchObject({
      latest: known(32 * MiB),
      request: 64 * MiB,
    });
    expect(pod.usage.networkIn).toEqual({
      latest: known(10),
      runs: [{ from: 1, values: [10] }],
    });
    expect(pod.usage.diskWrite.latest).toEqual(known(200));
    expect(pod.volumes).toEqual([{ claim: 'files', used: 1, capacity: 2 }]);
    const container = find(answer, 'container', 'api-1/app');
    expect(container.usage.cpu.latest).toEqual(known(250));
    expect(container.usage.networkIn.latest).toEqual({
      state: 'missing',
      because: expect.stringMatching(/for the whole pod/),
    });
  });

  it('takes CPU and memory of simulated nodes from metrics.k8s.io, and says what it cannot tell', async () => {
    const { ask, measured, cluster } = setUp();
    await measured();
    const answer = await ask();
    const { usage } = find(answer, 'pod', 'api-2');
    expect(usage.cpu.latest).toEqual(known(40));
    expect(usage.diskRead.latest).toEqual({
      state: 'missing',
      because:
        'The node n2 has no kubelet to ask: CPU and memory come from metrics.k8s.io, which tells nothing else.',
    });
    expect(find(answer, 'node', 'n2').usage.cpu).toMatchObject({
      latest: known(500),
      limit: 4000,
    });
    expect(find(answer, 'node', 'n1').usage.cpu.latest).toEqual(known(2000));
    // Two questions in each of two looks, all of them to the real node.
    expect(cluster.readKubelet).toHaveBeenCalledTimes(4);
  });

  it('sums the pods that are asked for, and the namespace, with its quota on the same axis', async () => {
    const { ask, measured } = setUp();
    await measured();
    const answer = await ask('?pods=api-2,gone&range=5');
    expect(find(answer, 'workload', 'all')).toMatchObject({
      sum: { measured: 1, of: 1 },
      usage: { cpu: { latest: known(40), request: 100, limit: 1000 } },
    });
    expect(find(answer, 'namespace', 'payments')).toMatchObject({
      sum: { measured: 2, of: 2 },
      usage: {
        cpu: { latest: known(291), request: 200, quota: { request: 2000 } },
        memory: { quota: { limit: 2 ** 30 } },
      },
    });
    expect(answer.subjects.filter(({ level }) => level === 'pod')).toHaveLength(
      1,
    );
  });

  it('falls back where a kubelet does not tell, and leaves it alone for a while', async () => {
    const { ask, measured, cluster } = setUp();
    cluster.readKubelet.mockRejectedValue(new Error('10.0.0.1 refused'));
    await measured();
    const answer = await ask();
    const { usage } = find(answer, 'pod', 'api-1');
    expect(usage.cpu.latest).toEqual(known(40));
    expect(usage.networkIn.latest).toMatchObject({
      because: expect.stringMatching(/^The node n1 does not tell the portal/),
    });
    expect(JSON.stringify(answer)).not.toContain('10.0.0.1');
    expect(cluster.readKubelet).toHaveBeenCalledTimes(2);
  });

  it('is a gap in words when no source answers', async () => {
    const { ask, measured, cluster, answers } = setUp();
    cluster.readKubelet.mockRejectedValue(new Error('away'));
    for (const each of Object.keys(answers)) {
      if (each.includes('metrics.k8s.io')) delete answers[each];
    }
    await measured();
    const answer = await ask();
    expect(find(answer, 'pod', 'api-1').usage.cpu.latest).toEqual({
      state: 'missing',
      because: 'metrics.k8s.io has no figure of it yet.',
    });
    expect(find(answer, 'workload', 'all').usage.cpu.latest.state).toBe(
      'missing',
    );
  });

  it('believes a kubelet about its own pods only', async () => {
    const { ask, measured, cluster } = setUp();
    cluster.readKubelet.mockImplementation(async ({ path: of }) =>
      of === '/stats/summary' ? summary('api-2') : '',
    );
    await measured();
    const answer = await ask();
    expect(find(answer, 'pod', 'api-2').usage.cpu.latest).toEqual(known(40));
  });

  it.each([
    ['is on no node', aPod('api-9', ''), /on no node yet/],
    [
      'has ended',
      { ...aPod('api-9', 'n1'), status: { phase: 'Succeeded' } },
      /does not run/,
    ],
    [
      'uses its node’s network',
      aPod('api-1', 'n1', { hostNetwork: true }),
      /network of its node/,
    ],
  ])('says why there is no figure where a pod %s', async (_, pod, because) => {
    const { ask, measured } = setUp([pod]);
    await measured();
    const { usage } = find(await ask(), 'pod', pod.metadata.name);
    expect(usage.networkIn.latest).toEqual({
      state: 'missing',
      because: expect.stringMatching(because),
    });
  });

  it('begins to measure when it is asked', async () => {
    const { ask, sampler } = setUp();
    expect(sampler.isWatched()).toBe(false);
    const answer = await ask();
    expect(answer.at).toEqual([]);
    expect(find(answer, 'pod', 'api-1').usage.cpu.latest).toMatchObject({
      because: 'The first figures are on their way.',
    });
    expect(sampler.isWatched()).toBe(true);
  });

  it('lists pods as the person, and asks everything else as the portal', async () => {
    const { ask, measured, asked } = setUp();
    await measured();
    await ask();
    expect(asked.filter(({ as }) => as).map(each => each.path)).toEqual([pods]);
  });

  it('names the missing right, and measures nothing for who lacks it', async () => {
    const { app, sampler, lose } = setUp();
    lose('pods.metrics.k8s.io');
    const { body } = await request(app).get(path).expect(403);
    expect(body.error.message).toMatch(/get pods\.metrics\.k8s\.io/);
    expect(sampler.isWatched()).toBe(false);
  });

  it('is refused to who may not list pods', async () => {
    const { app, answers, sampler } = setUp();
    delete answers[pods];
    await request(app).get(path).expect(403);
    expect(sampler.isWatched()).toBe(false);
  });

  it('shows neither nodes nor quotas to who may not see them', async () => {
    const { ask, measured, lose } = setUp();
    lose('nodes.metrics.k8s.io', 'resourcequotas.');
    await measured();
    const answer = await ask();
    expect(answer.nodes).toBe('denied');
    expect(answer.subjects.some(({ level }) => level === 'node')).toBe(false);
    const { usage } = find(answer, 'namespace', 'payments');
    expect(usage.cpu.quota).toBeUndefined();
  });

  it.each([
    '?range=60',
    '?pods=',
    '?pods=UPPER',
    '?pods=a%2Fb',
    '?pods=a&pods=b',
    '?other=1',
    `?pods=${Array(51).fill('a').join(',')}`,
  ])('refuses %s', async query => {
    const { app } = setUp();
    const { body } = await request(app).get(`${path}${query}`).expect(400);
    expect(body.error.name).toBe('InputError');
  });
});
