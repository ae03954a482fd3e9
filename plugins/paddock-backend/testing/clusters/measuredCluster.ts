import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { MetricsAnswer } from '@paddock/backstage-plugin-paddock-common';
import express from 'express';
import request from 'supertest';
import { createFakeTrail } from '../fakeTrail';
import { createAct } from '../../src/access/act';
import type { Right } from '../../src/kube/watch/cache';
import { KubeError } from '../../src/kube/connection/errors';
import type { RunningCluster } from '../../src/kube/watchedCluster';
import {
  createHistory,
  type PastOfClusters,
} from '../../src/metrics/prometheus/createHistory';
import { createMetricsRouter } from '../../src/metrics/routes';
import { createSampler } from '../../src/metrics/sample/sampler';
import type { Metrics } from '../../src/metrics/startMetrics';

export const path = '/clusters/local/namespaces/payments/metrics';
export const pods = '/api/v1/namespaces/payments/pods';
export const MiB = 2 ** 20;

export const aPod = (name: string, nodeName: string, spec: object = {}) => ({
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
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});

const aRow = (name: string, node: string, namespace = 'payments') => ({
  name,
  namespace,
  node,
  phase: 'Running',
});

export const summary = (pod = 'api-1') =>
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
export function setUp(
  items: object[] = [aPod('api-1', 'n1'), aPod('api-2', 'n2')],
  past: PastOfClusters = createHistory(new Map()),
) {
  let now = Date.now() - 20_000;
  let rights: string[] = [
    'nodes.',
    'nodes.metrics.k8s.io',
    'pods.',
    'pods.metrics.k8s.io',
    'resourcequotas.',
  ];
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
  answers['/apis/metrics.k8s.io/v1beta1/pods'] = {
    items: ['payments/api-1', 'payments/api-2', 'storefront/web-1'].map(
      each => ({
        metadata: { namespace: each.split('/')[0], name: each.split('/')[1] },
        containers: [{ name: 'app', usage: { cpu: '40m', memory: '10Mi' } }],
      }),
    ),
  };
  const rows = [
    { ...aRow('api-1', 'n1'), requests: { cpu: 100, memory: 64 * MiB } },
    { ...aRow('api-2', 'n2'), requests: { cpu: 100 } },
    { ...aRow('web-1', 'n2', 'storefront'), requests: { cpu: 300 } },
    { ...aRow('done-1', 'n2'), phase: 'Succeeded', requests: { cpu: 900 } },
  ];
  const cluster = {
    name: 'local',
    identity: () => ({ user: 'ben@paddock.example', groups: ['payments'] }),
    access: {
      may: async (_: object, { group, resource, namespace }: Right) =>
        ['', `@${namespace}`].some(where =>
          rights.includes(`${resource}.${group}${where}`),
        ),
    },
    cache: (kind: string) => ({
      all: () => rows,
      inNamespace: () =>
        kind === 'Pod'
          ? rows.filter(({ namespace }) => namespace === 'payments')
          : [
              {
                hard: { 'requests.cpu': '2', 'limits.memory': '1Gi' },
                scopes: [],
              },
            ],
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
    watchPool: (_, node) => (sampler.watchPool(node) ? sampler : undefined),
    past,
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
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
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
    give: (...given: string[]) => rights.push(...given),
    /** The pool, or with it the pods of a node, looked at twice. */
    async measuredPool(node?: string) {
      sampler.watchPool(node);
      await sampler.sample();
      now += 15_000;
      await sampler.sample();
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
