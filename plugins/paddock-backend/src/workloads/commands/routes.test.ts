import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import { createAct } from '../../doors/act';
import type { RequestOptions } from '../../kube/call';
import { KubeError } from '../../kube/errors';
import type { RunningCluster } from '../../kube/watchedCluster';
import { createCommandsRouter } from './routes';

const uid = 'u1';
const template = (image: string) => ({
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

const usual = {
  metadata: {
    uid,
    resourceVersion: '77',
    annotations: { 'deployment.kubernetes.io/revision': '3' },
    labels: {},
  },
  spec: { template: template('api:3') },
};

const cronJob = {
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

function setUp(
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
  const changes = () => asked.filter(({ method }) => method === 'PATCH');
  return { post, get, changes, auditor, asked };
}

const path = '/apis/apps/v1/namespaces/payments/deployments/api';

describe('acts on a workload', () => {
  it.each([
    [
      'restart',
      {},
      path,
      {
        spec: {
          template: {
            metadata: {
              annotations: {
                'kubectl.kubernetes.io/restartedAt': '2026-01-02T00:00:00.000Z',
              },
            },
          },
        },
      },
    ],
    ['pause', {}, path, { spec: { paused: true } }],
    ['resume', {}, path, { spec: { paused: false } }],
    ['scale', { replicas: 4 }, `${path}/scale`, { spec: { replicas: 4 } }],
    [
      'roll-back',
      { revision: 2 },
      path,
      [
        { op: 'test', path: '/metadata/uid', value: 'u1' },
        { op: 'test', path: '/spec/template', value: template('api:3') },
        {
          op: 'replace',
          path: '/spec/template',
          value: {
            metadata: { labels: { app: 'api' } },
            spec: { containers: [{ name: 'api', image: 'api:2' }] },
          },
        },
      ],
    ],
  ])('%s as the person, and record it', async (act, body, where, change) => {
    const { post, changes, auditor } = setUp();
    const answer = await post(act, body);
    expect(answer.status).toBe(202);
    expect(changes()).toEqual([
      expect.objectContaining({
        path: where,
        body: change,
        as: { user: 'ben@paddock.example', groups: ['team-payments'] },
      }),
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: `workload-${act}`,
        meta: expect.objectContaining({
          user: 'ben@paddock.example',
          name: 'api',
          ...body,
        }),
      }),
    );
  });

  it.each([
    ['a revision that is not kept', 'roll-back', { revision: 9 }, 404],
    ['the revision of another workload', 'roll-back', { revision: 1 }, 404],
    ['the current revision', 'roll-back', { revision: 3 }, 409],
    ['a revision that is no number', 'roll-back', { revision: '2' }, 400],
    ['an unknown field', 'scale', { replicas: 1, force: true }, 400],
    ['too many replicas', 'scale', { replicas: 501 }, 400],
    ['a negative number', 'scale', { replicas: -1 }, 400],
    ['a body where none belongs', 'restart', { now: true }, 400],
  ])('refuse %s', async (_, act, body, status) => {
    const { post, changes } = setUp();
    expect((await post(act, body)).status).toBe(status);
    expect(changes()).toEqual([]);
  });

  it.each([
    ['pause', {}, 'StatefulSet'],
    ['scale', { replicas: 1 }, 'DaemonSet'],
    ['restart', {}, 'Job'],
    ['run-now', {}, 'Deployment'],
  ])('refuse to %s what has no such thing', async (act, body, kind) => {
    const { post, changes } = setUp();
    expect((await post(act, body, kind)).status).toBe(422);
    expect(changes()).toEqual([]);
  });

  it.each(['Job', 'CronJob'])('suspend and resume a %s', async kind => {
    const { post, changes } = setUp();
    await post('pause', {}, kind);
    await post('resume', {}, kind);
    const at = `/apis/batch/v1/namespaces/payments/${kind.toLowerCase()}s/api`;
    expect(changes()).toEqual([
      expect.objectContaining({ path: at, body: { spec: { suspend: true } } }),
      expect.objectContaining({ path: at, body: { spec: { suspend: false } } }),
    ]);
  });

  it('run a CronJob now, as kubectl does, also where a repository keeps it', async () => {
    const { post, asked, auditor } = setUp({ workload: cronJob });
    expect((await post('run-now', {}, 'CronJob')).status).toBe(202);
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([
      expect.objectContaining({
        path: '/apis/batch/v1/namespaces/payments/jobs',
        as: { user: 'ben@paddock.example', groups: ['team-payments'] },
        body: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: {
            name: 'api-now-t87mo0',
            labels: { app: 'api' },
            annotations: { 'cronjob.kubernetes.io/instantiate': 'manual' },
            ownerReferences: [
              {
                apiVersion: 'batch/v1',
                kind: 'CronJob',
                name: 'api',
                uid,
                controller: true,
              },
            ],
          },
          spec: { template: template('api:3') },
        },
      }),
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'workload-run-now' }),
    );
  });

  it('refuse a rollback while the rollout is paused', async () => {
    const { post } = setUp({
      workload: { ...usual, spec: { ...usual.spec, paused: true } },
    });
    const answer = await post('roll-back', { revision: 2 });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain('paused');
  });

  it('say of a rollback that came too late what to do', async () => {
    const message =
      'the server rejected our request due to an error in our request';
    const refusal = new KubeError(422, 'Invalid', { message });
    const answer = await setUp({ refusal }).post('roll-back', { revision: 2 });
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toBe(
      'Somebody has changed it meanwhile. Look at its revisions again, and roll back once more',
    );
  });

  it('leave what a GitOps tool owns to it, with a link', async () => {
    const annotations = {
      ...usual.metadata.annotations,
      'argocd.argoproj.io/tracking-id': 'pay:apps/Deployment:payments/api',
    };
    const { post, changes } = setUp({
      workload: { ...usual, metadata: { ...usual.metadata, annotations } },
    });
    const answer = await post('restart');
    expect(answer.status).toBe(409);
    expect(answer.body.error.message).toContain(
      'https://argo.example/applications/pay',
    );
    expect(changes()).toEqual([]);
  });

  it.each([
    [403, 403],
    [404, 404],
    [409, 409],
    [422, 422],
    [500, 503],
  ])('pass on the cluster’s %i as %i', async (given, expected) => {
    const refusal = new KubeError(given, 'Reason', { message: 'in its words' });
    const answer = await setUp({ refusal }).post('restart');
    expect(answer.status).toBe(expected);
    expect(answer.body.error.message).toContain('in its words');
  });
});

const canary = {
  metadata: {
    uid,
    resourceVersion: '77',
    annotations: { 'rollout.argoproj.io/revision': '3' },
    labels: {},
  },
  spec: {
    template: template('api:3'),
    strategy: { canary: { steps: [{}, {}, {}] } },
  },
  status: {
    currentPodHash: 'new',
    stableRS: 'old',
    currentStepIndex: 1,
    pauseConditions: [{ reason: 'CanaryPauseStep' }],
    controllerPause: true,
  },
};
const rollout = (status: object, spec: object = {}) => ({
  ...canary,
  spec: { ...canary.spec, ...spec },
  status: { ...canary.status, ...status },
});
const rolloutPath =
  '/apis/argoproj.io/v1alpha1/namespaces/payments/rollouts/api';
const unpaused = { spec: { paused: false } };

describe('acts on a Rollout', () => {
  // As `kubectl argo rollouts` sends them.
  it.each<[string, string, object, object, Array<[string, object]>]>([
    [
      'promotes the step of a pause',
      'promote',
      { step: 1 },
      canary,
      [['/status', { status: { pauseConditions: null } }]],
    ],
    [
      'promotes past an analysis that runs',
      'promote',
      { step: 1 },
      rollout({ pauseConditions: null }),
      [['/status', { status: { pauseConditions: null, currentStepIndex: 2 } }]],
    ],
    [
      'promotes past an analysis that was inconclusive',
      'promote',
      {},
      rollout({
        canary: { currentStepAnalysisRunStatus: { status: 'Inconclusive' } },
      }),
      [
        [
          '/status',
          {
            status: {
              pauseConditions: null,
              controllerPause: false,
              currentStepIndex: 2,
            },
          },
        ],
      ],
    ],
    [
      'promotes what is paused, too',
      'promote',
      {},
      rollout({}, { paused: true }),
      [
        ['/status', { status: { pauseConditions: null } }],
        ['', unpaused],
      ],
    ],
    [
      'switches a blue-green rollout',
      'promote',
      {},
      rollout(
        { pauseConditions: [{ reason: 'BlueGreenPause' }] },
        { strategy: { blueGreen: {} } },
      ),
      [['/status', { status: { pauseConditions: null } }]],
    ],
    [
      'promotes fully',
      'promote-fully',
      {},
      canary,
      [['/status', { status: { promoteFull: true } }]],
    ],
    ['aborts', 'abort', {}, canary, [['/status', { status: { abort: true } }]]],
    [
      'retries',
      'retry',
      {},
      rollout({ abort: true }),
      [['/status', { status: { abort: false } }]],
    ],
    [
      'restarts',
      'restart',
      {},
      canary,
      [['', { spec: { restartAt: '2026-01-02T00:00:00Z' } }]],
    ],
    ['pauses', 'pause', {}, canary, [['', { spec: { paused: true } }]]],
    ['resumes', 'resume', {}, canary, [['', unpaused]]],
    [
      'scales',
      'scale',
      { replicas: 4 },
      canary,
      [['/scale', { spec: { replicas: 4 } }]],
    ],
  ])('%s', async (_, act, body, workload, expected) => {
    const { post, changes } = setUp({ workload });
    expect((await post(act, body, 'Rollout')).status).toBe(202);
    expect(changes()).toEqual(
      expected.map(([subresource, change]) =>
        expect.objectContaining({
          path: rolloutPath + subresource,
          body: change,
          headers: { contentType: 'application/merge-patch+json' },
          as: { user: 'ben@paddock.example', groups: ['team-payments'] },
        }),
      ),
    );
  });

  it('rolls back to the template of a kept ReplicaSet', async () => {
    const { post, changes } = setUp({ workload: canary });
    const answer = await post('roll-back', { revision: 2 }, 'Rollout');
    expect(answer.status).toBe(202);
    expect(changes()[0]?.body).toContainEqual({
      op: 'replace',
      path: '/spec/template',
      value: expect.objectContaining({ metadata: { labels: { app: 'api' } } }),
    });
  });

  it.each<[string, string, object, object, number]>([
    ['a step that is over', 'promote', { step: 0 }, canary, 409],
    ['a step that is none', 'promote', { step: -1 }, canary, 400],
    [
      'a promotion of what is aborted',
      'promote',
      {},
      rollout({ abort: true }),
      409,
    ],
    [
      'a promotion of what is promoted',
      'promote-fully',
      {},
      rollout({ stableRS: 'new' }),
      409,
    ],
    ['an abort of nothing', 'abort', {}, rollout({ stableRS: 'new' }), 409],
    ['a second abort', 'abort', {}, rollout({ abort: true }), 409],
    ['a retry of what goes on', 'retry', {}, canary, 409],
    [
      'a rollback of what has its template elsewhere',
      'roll-back',
      { revision: 2 },
      rollout({}, { workloadRef: { kind: 'Deployment', name: 'api' } }),
      422,
    ],
  ])('refuses %s', async (_, act, body, workload, status) => {
    const { post, changes } = setUp({ workload });
    expect((await post(act, body, 'Rollout')).status).toBe(status);
    expect(changes()).toEqual([]);
  });

  it('are none of a Deployment', async () => {
    const { post, changes, get } = setUp();
    expect((await post('promote')).status).toBe(422);
    expect(changes()).toEqual([]);
    const { body } = await get('acts');
    expect(body.acts.promote).toEqual({
      state: 'not-for-this',
      why: 'A Deployment has no such thing.',
    });
  });

  it('are offered with the right to change the status', async () => {
    const { body } = await setUp({ workload: canary }).get('acts', 'Rollout');
    expect(body.acts).toMatchObject({
      promote: { state: 'possible' },
      abort: { state: 'possible' },
      retry: { state: 'not-for-this', why: 'It is not aborted.' },
    });
    const denied = await setUp({ workload: canary, may: false }).get(
      'acts',
      'Rollout',
    );
    expect(denied.body.acts.promote.missing).toMatchObject({
      verb: 'patch',
      resource: 'rollouts/status.argoproj.io',
    });
  });

  it('are left to a GitOps tool that owns it', async () => {
    const annotations = {
      'argocd.argoproj.io/tracking-id': 'pay:argoproj.io/Rollout:payments/api',
    };
    const workload = {
      ...canary,
      metadata: { ...canary.metadata, annotations },
    };
    const { post, changes } = setUp({ workload });
    expect((await post('abort', {}, 'Rollout')).status).toBe(409);
    expect(changes()).toEqual([]);
  });
});

describe('what is offered', () => {
  it('is what the cluster allows, and the autoscaler that decides instead', async () => {
    const { body } = await setUp().get('acts');
    expect(body.autoscaler).toBe('api');
    expect(body.acts.restart).toEqual({ state: 'possible' });
    expect(body.acts.resume).toEqual({
      state: 'not-for-this',
      why: 'It is not paused.',
    });
  });

  it('names the missing right', async () => {
    const { body } = await setUp({ may: false }).get('acts');
    expect(body.acts.scale).toEqual({
      state: 'forbidden',
      missing: {
        cluster: 'local',
        namespace: 'payments',
        verb: 'patch',
        resource: 'deployments/scale.apps',
      },
    });
  });

  it.each([
    [
      'a CronJob that a repository keeps',
      'CronJob',
      cronJob,
      { runNow: 'possible', pause: 'elsewhere', resume: 'not-for-this' },
    ],
    [
      'a CronJob that is suspended',
      'CronJob',
      { ...usual, spec: { ...cronJob.spec, suspend: true } },
      { runNow: 'possible', pause: 'not-for-this', resume: 'possible' },
    ],
    [
      'a Job that has ended',
      'Job',
      {
        ...usual,
        status: { conditions: [{ type: 'Complete', status: 'True' }] },
      },
      { pause: 'not-for-this', scale: 'not-for-this', runNow: 'not-for-this' },
    ],
  ])('is, of %s, what it has', async (_, kind, workload, expected) => {
    const { body } = await setUp({ workload }).get('acts', kind);
    const states = Object.entries(body.acts as Record<string, object>).map(
      ([act, answer]) => [act, (answer as { state: string }).state],
    );
    expect(Object.fromEntries(states)).toMatchObject(expected);
  });

  it('asks for the right to create Jobs before a run is offered', async () => {
    const { body } = await setUp({ workload: cronJob, may: false }).get(
      'acts',
      'CronJob',
    );
    expect(body.acts.runNow.missing).toMatchObject({
      verb: 'create',
      resource: 'jobs.batch',
    });
  });

  it('lists the revisions with what they changed, newest first', async () => {
    const { body } = await setUp().get('revisions');
    expect(body).toEqual([
      expect.objectContaining({
        revision: 3,
        current: true,
        changes: [{ what: 'image of api', before: 'api:2', after: 'api:3' }],
      }),
      expect.objectContaining({ revision: 2, current: false }),
    ]);
  });

  it('is a 400 for a kind that is none', async () => {
    expect((await setUp().get('acts', 'Secret')).status).toBe(400);
  });
});
