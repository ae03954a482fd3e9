import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createFakeTrail } from '../fakeTrail';
import { createAct } from '../../src/access/act';
import type { RequestOptions } from '../../src/kube/connection/call';
import { KubeError } from '../../src/kube/connection/errors';
import type { RunningCluster } from '../../src/kube/watchedCluster';
import { createCommandsRouter } from '../../src/workloads/commands/routes';

export const uid = 'u1';
export const template = (image: string) => ({
  metadata: { labels: { app: 'api', 'pod-template-hash': 'x' } },
  spec: { containers: [{ name: 'api', image }] },
});
const set = (revision: number, owner = uid) => ({
  metadata: {
    name: `api-${revision}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
    annotations: { 'deployment.kubernetes.io/revision': `${revision}` },
    ownerReferences: [{ uid: owner, controller: true }],
  },
  spec: { template: template(`api:${revision}`) },
});

export const usual = {
  metadata: {
    uid,
    name: 'api',
    namespace: 'payments',
    resourceVersion: '77',
    annotations: { 'deployment.kubernetes.io/revision': '3' },
    labels: {},
  },
  spec: { template: template('api:3') },
};

export const cronJob = {
  metadata: {
    ...usual.metadata,
    labels: { 'argocd.argoproj.io/instance': 'pay' },
  },
  spec: {
    suspend: false,
    jobTemplate: {
      metadata: { labels: { app: 'api' } },
      spec: { template: template('api:3') },
    },
  },
};

interface Asked extends RequestOptions {
  method: string;
  path: string;
}

/** The routes of acts over a cluster that has one workload; what is asked of it is kept. */
export function setUp(
  options: { workload?: object; refusal?: KubeError; may?: boolean } = {},
) {
  const { workload = usual, refusal, may = true } = options;
  const asked: Asked[] = [];
  const cluster = {
    name: 'local',
    identity: () => ({
      user: 'ben@paddock.example',
      groups: ['team-payments'],
    }),
    access: { may: async () => may },
    connection: {
      async request(method: string, path: string, given: RequestOptions) {
        asked.push({ method, path, ...given });
        if (method === 'PATCH' && refusal) throw refusal;
        if (path.endsWith('/replicasets')) {
          return { items: [set(2), set(3), set(1, 'somebody else')] };
        }
        if (path.endsWith('/horizontalpodautoscalers')) {
          const scaleTargetRef = { kind: 'Deployment', name: 'api' };
          return {
            items: [{ metadata: { name: 'api' }, spec: { scaleTargetRef } }],
          };
        }
        if (path.endsWith('/gone')) {
          throw new KubeError(404, 'NotFound', { message: 'not found' });
        }
        return workload;
      },
    },
  } as unknown as RunningCluster;
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success: jest.fn(), fail: jest.fn() })),
  });
  const permissions = mockServices.permissions.mock({
    authorize: jest.fn(async all =>
      all.map(() => ({ result: AuthorizeResult.ALLOW })),
    ),
  });
  const app = express();
  const act = createAct({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/ben'),
    }),
    permissions,
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
    auditor,
    clusters: { get: name => (name === 'local' ? cluster : undefined) },
    personOf: async () => ({ userRef: 'user:default/ben', groupRefs: [] }),
  });
  app.use(
    createCommandsRouter({
      act,
      argoCd: 'https://argo.example',
      now: () => Date.parse('2026-01-02T00:00:00Z'),
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const at = (kind: string) =>
    `/clusters/local/namespaces/payments/workloads/${kind}/api`;
  const post = (act_: string, body: object = {}, kind = 'Deployment') =>
    request(app)
      .post(`${at(kind)}/${act_}`)
      .send(body);
  const get = (what: string, kind = 'Deployment') =>
    request(app).get(`${at(kind)}/${what}`);
  const ask = (workloads: object[]) =>
    request(app).post('/clusters/local/acts').send({ workloads });
  const changes = () => asked.filter(({ method }) => method === 'PATCH');
  return { post, get, ask, changes, auditor, asked };
}
