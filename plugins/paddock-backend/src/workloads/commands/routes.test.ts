import {
  cronJob,
  setUp,
  template,
  uid,
  usual,
} from '../../../testing/portals/workloadCommands';
import { answerOf, problems } from '../../../testing/openApi';
import { KubeError } from '../../kube/connection/errors';

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

  it('are told of for many workloads at once, each by itself', async () => {
    const { ask, asked } = setUp();
    const workload = { namespace: 'payments', kind: 'Deployment', name: 'api' };
    const { body, status } = await ask([
      workload,
      { ...workload, name: 'gone' },
      { ...workload, kind: 'StatefulSet' },
    ]);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { state: 'known', answer: { autoscaler: 'api' } },
      { state: 'unknown', reason: expect.stringMatching(/not found/) },
      {
        state: 'known',
        answer: { acts: { pause: { state: 'not-for-this' } } },
      },
    ]);
    const autoscalers = asked.filter(each =>
      each.path.endsWith('/horizontalpodautoscalers'),
    );
    expect(autoscalers).toHaveLength(1);
    expect(
      problems(answerOf('/clusters/{cluster}/acts', 'post', 200), body),
    ).toEqual([]);
  });

  it.each([
    [[]],
    [[{ namespace: 'payments', kind: 'Secret', name: 'api' }]],
    [[{ namespace: '../x', kind: 'Deployment', name: 'api' }]],
    [Array(101).fill({ namespace: 'p', kind: 'Deployment', name: 'api' })],
  ])('are not told of for what is no list of workloads', async workloads => {
    const { ask, asked } = setUp();
    expect((await ask(workloads)).status).toBe(400);
    expect(asked).toEqual([]);
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
