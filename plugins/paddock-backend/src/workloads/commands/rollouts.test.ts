import {
  setUp,
  template,
  uid,
} from '../../../testing/portals/workloadCommands';

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
  ])('%s', async (_, ...[act, body, workload, expected]) => {
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
  ])('refuses %s', async (_, ...[act, body, workload, status]) => {
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
      metadata: {
        ...canary.metadata,
        name: 'api',
        namespace: 'payments',
        annotations,
      },
    };
    const { post, changes } = setUp({ workload });
    expect((await post('abort', {}, 'Rollout')).status).toBe(409);
    expect(changes()).toEqual([]);
  });
});
