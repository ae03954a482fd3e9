import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createFakeTrail } from '../../testing/fakeTrail';
import { KubeError, Unreachable } from '../kube/connection/errors';
import type { RunningCluster } from '../kube/watchedCluster';
import { type Apply, ApplyRefused } from '../kube/write/apply';
import { createAct } from '../access/act';
import { createClustersRouter } from './routes';

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { a: 'b' },
};

function setUp(apply: Apply = async () => []) {
  const applied: Parameters<Apply>[0][] = [];
  const cluster = {
    name: 'local',
    title: 'Local',
    reach: () => ({ state: 'live' }),
    identity: (person: { email?: string }) =>
      person.email
        ? { user: person.email, groups: ['team-payments'] }
        : undefined,
    apply: async (wanted: Parameters<Apply>[0]) => {
      applied.push(wanted);
      return apply(wanted);
    },
  } as unknown as RunningCluster;
  const permissions = mockServices.permissions.mock({
    authorize: jest.fn(async asked =>
      asked.map(() => ({ result: AuthorizeResult.ALLOW })),
    ),
  });
  const auditEvent = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => auditEvent),
  });
  const personOf = jest.fn(async () => ({
    userRef: 'user:default/ben',
    groupRefs: [],
    email: 'ben@paddock.example',
  }));
  const app = express();
  const httpAuth = mockServices.httpAuth({
    defaultCredentials: mockCredentials.user('user:default/ben'),
  });
  const clusters = {
    all: () => [cluster],
    get: (name: string) => (name === 'local' ? cluster : undefined),
  };
  const act = createAct({
    httpAuth,
    permissions,
    auditor,
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
    clusters,
    personOf,
  });
  app.use(createClustersRouter({ httpAuth, permissions, act, clusters }));
  const middleware = MiddlewareFactory.create({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig(),
  });
  app.use(middleware.error());
  const post = (
    body: unknown,
    path = '/clusters/local/namespaces/payments/apply',
  ) =>
    request(app)
      .post(path)
      .send(body as object);
  return { app, post, applied, permissions, auditor, auditEvent, personOf };
}

describe('GET /clusters', () => {
  it('lists the clusters and how far their pictures can be trusted', async () => {
    const answer = await request(setUp().app).get('/clusters');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([
      { name: 'local', title: 'Local', reach: { state: 'live' } },
    ]);
  });

  it('asks for the permission', async () => {
    const { app, permissions } = setUp();
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    const answer = await request(app).get('/clusters');
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain('paddock.workload.read');
  });
});

describe('POST …/apply', () => {
  it('applies as the person, and records it', async () => {
    const done = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'settings',
      uid: 'u',
      result: 'created' as const,
    };
    const { post, applied, auditor, auditEvent } = setUp(async () => [done]);
    const answer = await post({ objects: [configMap] });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ objects: [done] });
    expect(applied).toEqual([
      {
        namespace: 'payments',
        objects: [configMap],
        dryRun: false,
        as: { user: 'ben@paddock.example', groups: ['team-payments'] },
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'objects-apply',
        severityLevel: 'medium',
        meta: {
          cluster: 'local',
          namespace: 'payments',
          user: 'ben@paddock.example',
          dryRun: false,
          objects: ['ConfigMap/settings'],
        },
      }),
    );
    expect(auditEvent.success).toHaveBeenCalledTimes(1);
  });

  const named = (over: object) => ({ objects: [{ ...configMap, ...over }] });
  it.each<[string, unknown, number]>([
    ['nothing', undefined, 400],
    ['no objects', { objects: [] }, 400],
    ['51 objects', { objects: Array(51).fill(configMap) }, 400],
    ['an unknown field', { objects: [configMap], force: true }, 400],
    ['a text for an object', { objects: ['kind: ConfigMap'] }, 400],
    ['a kind that is none', named({ kind: '../secrets' }), 400],
    ['an apiVersion that is none', named({ apiVersion: 'v1/../../x' }), 400],
    ['a name that is none', named({ metadata: { name: '../x' } }), 400],
    ['a name with a newline', named({ metadata: { name: 'x\n' } }), 400],
    [
      'another namespace',
      named({ metadata: { name: 'x', namespace: 'storefront' } }),
      422,
    ],
    [
      'an empty namespace',
      named({ metadata: { name: 'x', namespace: '' } }),
      422,
    ],
    ['a Secret', named({ kind: 'Secret' }), 422],
    ['a Namespace', named({ kind: 'Namespace' }), 422],
    [
      'a RoleBinding',
      named({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
      }),
      422,
    ],
    [
      'a Role of an older version',
      named({ apiVersion: 'rbac.authorization.k8s.io/v1beta1', kind: 'Role' }),
      422,
    ],
    ['more than 1 MiB', named({ data: { a: 'x'.repeat(1_100_000) } }), 413],
  ])('refuses %s', async (_, body, status) => {
    const { post, applied } = setUp();
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(applied).toEqual([]);
  });

  it.each([
    ['/clusters/local/namespaces/Payments/apply', 400],
    ['/clusters/local/namespaces/a%2f..%2fb/apply', 400],
    [`/clusters/local/namespaces/${'a'.repeat(64)}/apply`, 400],
    ['/clusters/other/namespaces/payments/apply', 404],
    ['/clusters/__proto__/namespaces/payments/apply', 404],
  ])('refuses the path %s', async (path, status) => {
    const { post, applied } = setUp();
    expect((await post({ objects: [configMap] }, path)).status).toBe(status);
    expect(applied).toEqual([]);
  });

  it('refuses JSON that says it is something else, and broken JSON', async () => {
    const { app } = setUp();
    const send = (type: string, body: string) =>
      request(app)
        .post('/clusters/local/namespaces/payments/apply')
        .set('content-type', type)
        .send(body);
    expect(
      (await send('text/plain', JSON.stringify({ objects: [configMap] })))
        .status,
    ).toBe(400);
    expect((await send('application/json', '{"objects":')).status).toBe(400);
  });

  it('asks for the permission', async () => {
    const { post, permissions, applied } = setUp();
    permissions.authorize.mockResolvedValue([{ result: AuthorizeResult.DENY }]);
    expect((await post({ objects: [configMap] })).status).toBe(403);
    expect(applied).toEqual([]);
  });

  it('refuses callers that are nobody, to the portal or to the cluster', async () => {
    const { post, personOf, applied } = setUp();
    personOf.mockRejectedValueOnce(new NotAllowedError('a guest'));
    expect((await post({ objects: [configMap] })).status).toBe(403);
    personOf.mockResolvedValueOnce({
      userRef: 'user:default/x',
      groupRefs: [],
      email: '',
    });
    expect((await post({ objects: [configMap] })).status).toBe(403);
    expect(applied).toEqual([]);
  });

  const refused = (status: number) =>
    new ApplyRefused(
      configMap,
      new KubeError(status, 'R', { message: 'words of the cluster' }),
      [],
    );
  it.each<[string, Error, number]>([
    ['its refusal', refused(403), 403],
    ['a conflict', refused(409), 409],
    ['what it finds invalid', refused(422), 422],
    ['what it finds malformed', refused(400), 422],
    ['a missing namespace', refused(404), 404],
    ['its refusal of the portal itself', refused(401), 503],
    ['its own failure', refused(500), 503],
    ['its absence', new Unreachable('127.0.0.1: refused'), 503],
  ])('passes on %s, and records the failure', async (_, error, status) => {
    const { post, auditEvent } = setUp(async () => {
      throw error;
    });
    const answer = await post({ objects: [configMap] });
    expect(answer.status).toBe(status);
    expect(auditEvent.fail).toHaveBeenCalledTimes(1);
    expect(auditEvent.success).not.toHaveBeenCalled();
    expect(answer.body.error.message).toContain(error.message);
  });
});
