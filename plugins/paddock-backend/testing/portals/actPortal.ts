import type { WatchedKind } from '../../src/kube/watch/rowByKind';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { type Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import { createFakeTrail } from '../fakeTrail';
import { type Act, type Actor, createAct } from '../../src/access/act';
import type { RequestOptions } from '../../src/kube/connection/call';
import { KubeError } from '../../src/kube/connection/errors';
import type { WorkloadObject } from '../../src/kube/objects/objects';
import type { RunningCluster } from '../../src/kube/watchedCluster';
import { createWrite } from '../../src/kube/write/write';

export interface Asked extends RequestOptions {
  method: string;
  path: string;
}

/** What the cluster answers: an object, or a refusal to throw. Undefined is a 404. */
export type Answers = (asked: Asked) => unknown;

const target = z.strictObject({
  cluster: z.string(),
  namespace: z.string(),
  kind: z.literal('Deployment'),
  name: z.string(),
});

/** How the room of workloads names and reads a Deployment. */
export const anyDeployment = {
  target,
  read: async (
    { cluster, as }: Actor,
    { namespace, name }: z.infer<typeof target>,
  ) => {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
    const found = await cluster.connection.request('GET', path, { as });
    return found as WorkloadObject;
  },
};

/** A router behind the door for acts, at a cluster that a test plays. Ben asks. */
export function createActPortal(options: {
  routerOf: (act: Act) => Router;
  answers: Answers;
  may?: (verb: string) => boolean;
  /** Rows of what is watched, of any namespace. */
  rows?: Partial<Record<WatchedKind, object[]>>;
}) {
  const { routerOf, answers, may = () => true, rows = {} } = options;
  const asked: Asked[] = [];
  const connection = {
    async request(method: string, path: string, given: RequestOptions) {
      asked.push({ method, path, ...given });
      const answer = answers({ method, path, ...given });
      if (answer instanceof Error) throw answer;
      if (answer !== undefined) return answer;
      throw new KubeError(404, 'NotFound', { message: `no ${path}` });
    },
  };
  const cluster = {
    name: 'local',
    identity: () => ({
      user: 'ben@paddock.example',
      groups: ['team-payments'],
    }),
    access: {
      may: async (_: unknown, { verb }: { verb: string }) => may(verb),
    },
    cache: (kind: WatchedKind) => ({ inNamespace: () => rows[kind] ?? [] }),
    connection,
    write: createWrite(connection),
  } as unknown as RunningCluster;
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success: jest.fn(), fail: jest.fn() })),
  });
  const act = createAct({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/ben'),
    }),
    permissions: mockServices.permissions.mock({
      authorize: jest.fn(async all =>
        all.map(() => ({ result: AuthorizeResult.ALLOW })),
      ),
    }),
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
    auditor,
    clusters: { get: name => (name === 'local' ? cluster : undefined) },
    personOf: async () => ({ userRef: 'user:default/ben', groupRefs: [] }),
  });
  const app = express();
  app.use(routerOf(act));
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  return {
    request: request(app),
    auditor,
    asked,
    writes: () => asked.filter(({ method }) => method !== 'GET'),
  };
}
