import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createFakeTrail } from '../../testing/fakeTrail';
import { createAct } from '../access/act';
import type { RequestOptions } from '../kube/connection/call';
import { KubeError } from '../kube/connection/errors';
import type { NodeWire } from '../kube/objects/storageObjects';
import type { RunningCluster } from '../kube/watchedCluster';
import { createNodesRouter } from './routes';
import { createWrite } from '../kube/write/write';

const at = '2026-01-02T00:00:00.000Z';
const petra = { user: 'petra@paddock.example', groups: ['platform-admins'] };
const free: NodeWire = { metadata: { uid: 'u1', resourceVersion: '77' } };

const cordonedBy = (user: string): NodeWire => ({
  metadata: {
    name: 'worker-1',
    uid: 'u1',
    resourceVersion: '77',
    annotations: {
      'paddock.internal/cordoned-by': user,
      'paddock.internal/cordoned-why': 'a new disk',
      'paddock.internal/cordoned-at': at,
    },
    managedFields: [
      {
        manager: 'paddock',
        fieldsV1: { 'f:spec': { 'f:unschedulable': {} } },
      },
    ],
  },
  spec: { unschedulable: true },
});
const byKubectl: NodeWire = {
  metadata: { name: 'worker-1', uid: 'u1' },
  spec: { unschedulable: true },
};

interface Asked extends RequestOptions {
  method: string;
  path: string;
}

function setUp({
  node = free,
  refusals = [],
  result = AuthorizeResult.ALLOW,
}: {
  node?: NodeWire;
  refusals?: KubeError[];
  result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
} = {}) {
  const asked: Asked[] = [];
  const left = [...refusals];
  const connection = {
    async request(method: string, path: string, given: RequestOptions) {
      asked.push({ method, path, ...given });
      const refusal = method === 'PATCH' ? left.shift() : undefined;
      if (refusal) throw refusal;
      return node;
    },
  };
  const cluster = {
    name: 'local',
    identity: () => petra,
    connection,
    write: createWrite(connection),
  } as unknown as RunningCluster;
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success: jest.fn(), fail: jest.fn() })),
  });
  const permissions = mockServices.permissions.mock({
    authorize: jest.fn(async all => all.map(() => ({ result }))),
  });
  const app = express();
  const act = createAct({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/petra'),
    }),
    permissions,
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
    auditor,
    clusters: { get: name => (name === 'local' ? cluster : undefined) },
    personOf: async () => ({ userRef: 'user:default/petra', groupRefs: [] }),
  });
  app.use(createNodesRouter({ act, now: () => Date.parse(at) }));
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const post = (what: string, body: object, where = 'local/nodes/worker-1') =>
    request(app).post(`/clusters/${where}/${what}`).send(body);
  const changes = () => asked.filter(({ method }) => method === 'PATCH');
  return { post, changes, asked, auditor, permissions };
}

const cordon = { uid: 'u1', why: 'a new disk' };
const uncordon = { uid: 'u1' };
const conflict = new KubeError(409, 'Conflict', { message: 'changed' });

describe('taking a node out of use', () => {
  it('is done as the person, for the very node, with who and why, and recorded', async () => {
    const { post, changes, auditor } = setUp();
    expect((await post('cordon', cordon)).status).toBe(202);
    expect(changes()).toEqual([
      {
        method: 'PATCH',
        path: '/api/v1/nodes/worker-1',
        as: petra,
        query: { fieldManager: 'paddock' },
        headers: { contentType: 'application/merge-patch+json' },
        body: {
          metadata: {
            uid: 'u1',
            resourceVersion: '77',
            annotations: {
              'paddock.internal/cordoned-by': petra.user,
              'paddock.internal/cordoned-why': 'a new disk',
              'paddock.internal/cordoned-at': at,
            },
          },
          spec: { unschedulable: true },
        },
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'node-cordon',
        meta: {
          cluster: 'local',
          user: petra.user,
          kind: 'Node',
          name: 'worker-1',
          uid: 'u1',
          why: 'a new disk',
        },
      }),
    );
  });

  it('reads the node again when it has changed in between', async () => {
    const { post, changes } = setUp({ refusals: [conflict, conflict] });
    expect((await post('cordon', cordon)).status).toBe(202);
    expect(changes()).toHaveLength(3);
  });

  it('gives up on a node that is changed all the time', async () => {
    const { post } = setUp({ refusals: Array(9).fill(conflict) });
    expect((await post('cordon', cordon)).status).toBe(409);
  });
});

describe('putting it back', () => {
  it('ends one’s own cordon, and takes its marks away', async () => {
    const { post, changes, auditor } = setUp({ node: cordonedBy(petra.user) });
    expect((await post('uncordon', uncordon)).status).toBe(202);
    expect(changes().map(({ body }) => body)).toEqual([
      {
        metadata: {
          uid: 'u1',
          resourceVersion: '77',
          annotations: {
            'paddock.internal/cordoned-by': null,
            'paddock.internal/cordoned-why': null,
            'paddock.internal/cordoned-at': null,
          },
        },
        spec: { unschedulable: null },
      },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'node-uncordon' }),
    );
  });

  it('changes nothing of a node that is in use', async () => {
    const { post, changes } = setUp();
    expect((await post('uncordon', uncordon)).status).toBe(202);
    expect(changes()).toEqual([]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      'what a colleague has cordoned',
      cordonedBy('paul@paddock.example'),
      'paul@paddock.example has cordoned worker-1',
    ],
    ['what was cordoned elsewhere', byKubectl, 'kubectl uncordon worker-1'],
    [
      'another node of the same name',
      { metadata: { uid: 'u2' } },
      'replaced by another one',
    ],
  ])('is %s, with what to do', async (_, node, message) => {
    for (const [act, body] of [
      ['cordon', cordon],
      ['uncordon', uncordon],
    ] as const) {
      const { post, changes } = setUp({ node });
      const answer = await post(act, body);
      expect(answer.status).toBe(409);
      expect(answer.body.error.message).toContain(message);
      expect(changes()).toEqual([]);
    }
  });

  it.each([
    ['a cordon without a reason', 'cordon', { uid: 'u1', why: ' ' }, 400],
    ['a reason of two lines', 'cordon', { uid: 'u1', why: 'a\nb' }, 400],
    ['an unknown field', 'uncordon', { uid: 'u1', force: true }, 400],
    ['no particular node', 'uncordon', {}, 400],
    ['a drain', 'drain', uncordon, 404],
  ])('is %s', async (_, act, body, status) => {
    const { post, asked } = setUp();
    expect((await post(act, body)).status).toBe(status);
    expect(asked).toEqual([]);
  });

  it('says of a drain how to do it meanwhile', async () => {
    const answer = await setUp().post('drain', uncordon);
    expect(answer.body.error.message).toBe(
      'Draining is not there yet. Cordon worker-1 here, and run: kubectl drain worker-1',
    );
  });

  it.each(['local/nodes/No%2Fdes', 'local/nodes/..%2Fpods', 'far/nodes/a'])(
    'is %s',
    async where => {
      const { post, asked } = setUp();
      const { status } = await post('cordon', cordon, where);
      expect(status).toBe(where.startsWith('far') ? 404 : 400);
      expect(asked).toEqual([]);
    },
  );

  it.each(['cordon', 'uncordon', 'drain'])(
    'is a %s without the permission, before anything else is looked at',
    async act => {
      const { post, asked, auditor, permissions } = setUp({
        result: AuthorizeResult.DENY,
      });
      for (const where of ['local/nodes/worker-1', 'far/nodes/No%2Fde']) {
        const answer = await post(act, { nonsense: true }, where);
        expect(answer.status).toBe(403);
      }
      expect(permissions.authorize).toHaveBeenCalledWith(
        [
          {
            permission: expect.objectContaining({
              name: 'paddock.node.update',
            }),
          },
        ],
        expect.anything(),
      );
      expect(asked).toEqual([]);
      expect(auditor.createEvent).not.toHaveBeenCalled();
    },
  );

  it('is what the cluster’s RBAC does not let the person do', async () => {
    const refusal = new KubeError(403, 'Forbidden', {
      message: 'nodes "worker-1" is forbidden',
    });
    const answer = await setUp({ refusals: [refusal] }).post('cordon', cordon);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toBe('nodes "worker-1" is forbidden');
  });
});
