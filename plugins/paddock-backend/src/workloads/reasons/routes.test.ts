import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createFakeTrail } from '../../../testing/fakeTrail';
import { loadSituation } from '../../../testing/situations';
import { createAct } from '../../access/act';
import type { Right } from '../../kube/watch/cache';
import { KubeError } from '../../kube/connection/errors';
import type { RunningCluster } from '../../kube/watchedCluster';
import type { WorkloadRoom } from '../room';
import type { EventsTarget } from './readDiagnosis';
import { createReasonsRouter } from './routes';

function setUp(
  situation = 'deployment-image-unknown',
  {
    may = () => true,
    failure,
  }: { may?: (right: Right) => boolean; failure?: KubeError } = {},
) {
  const { row, members: loaded } = loadSituation(situation);
  const waiting = situation === 'deployment-claim-unbound';
  const members = {
    ...loaded,
    pods: loaded.pods.map(pod =>
      waiting && pod.unschedulable ? { ...pod, claims: ['data'] } : pod,
    ),
  };
  const asked: EventsTarget[] = [];
  const cluster = {
    name: 'local',
    identity: () => ({ user: 'ben@paddock.example', groups: [] }),
    access: { may: async (_: unknown, right: Right) => may(right) },
  } as unknown as RunningCluster;
  const room = {
    indexes: () => [
      {
        cluster,
        members: {
          named: ({ name }: { name: string }) =>
            name === row.name ? row : undefined,
        },
        membersOf: () => members,
      },
    ],
  } as unknown as WorkloadRoom;
  const app = express();
  app.use(
    createReasonsRouter({
      room,
      act: createAct({
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
        clusters: { get: name => (name === 'local' ? cluster : undefined) },
        personOf: async () => ({ userRef: 'user:default/ben', groupRefs: [] }),
      }),
      onDemand: {
        async eventsAbout(_, about) {
          asked.push(about);
          if (failure) throw failure;
          return [];
        },
      },
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const get = (name = row.name, kind: string = row.kind) =>
    request(app).get(
      `/clusters/local/namespaces/payments/workloads/${kind}/${name}/reasons`,
    );
  return { get, asked };
}

describe('why a workload is as it is', () => {
  it('is the diagnosis of the live views', async () => {
    const { get, asked } = setUp();
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body.findings[0]).toMatchObject({
      cause: 'image',
      effect: 'blocks',
      evidence: [{ pod: expect.any(String) }, {}, {}],
    });
    expect(asked).toEqual([]);
  });

  it('is asked of the volume claims where the scheduler waits for one', async () => {
    const { get, asked } = setUp('deployment-claim-unbound');
    expect((await get()).status).toBe(200);
    expect(asked).toContainEqual({
      namespace: 'payments',
      kind: 'PersistentVolumeClaim',
      name: 'data',
    });
  });

  it.each(['pods', 'deployments'])(
    'is not for somebody who may not list %s',
    async resource => {
      const { get, asked } = setUp(undefined, {
        may: right => right.resource !== resource,
      });
      const { status, body } = await get();
      expect(status).toBe(403);
      expect(body.error.message).toContain(`list ${resource}`);
      expect(body.error.missing).toEqual([
        {
          cluster: 'local',
          namespace: 'payments',
          verb: 'list',
          resource: resource === 'pods' ? 'pods' : 'deployments.apps',
        },
      ]);
      expect(asked).toEqual([]);
    },
  );

  it('is not there of a workload that is not', async () => {
    expect((await setUp().get('nobody')).status).toBe(404);
    expect((await setUp().get('payments-api', 'Secret')).status).toBe(400);
  });

  it('comes as 503 where the cluster does not answer', async () => {
    const failure = new KubeError(500, 'InternalError', { message: 'away' });
    expect(
      (await setUp('deployment-claim-unbound', { failure }).get()).status,
    ).toBe(503);
  });
});
