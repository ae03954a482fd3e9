import { ago, object, ownedBy, pod, waiting, warning } from './diagnosing';
import { type Situation } from './diagnosedObjects';

export const diagnosedRuns: Situation[] = [
  [
    'a Job whose pods are gated',
    [
      object('Job', 'gated', { spec: {}, status: { active: 1 } }),
      pod('gated-1', {
        owner: ['Job', 'gated'],
        spec: {
          nodeName: undefined,
          schedulingGates: [{ name: 'lab.example/quota' }],
        },
        status: { phase: 'Pending', containerStatuses: [] },
      }),
    ],
    {
      state: 'stuck',
      line: /held by the scheduling gate lab\.example\/quota/,
    },
  ],
  [
    'a CronJob whose failed runs are not kept',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: { lastScheduleTime: ago(30) },
      }),
    ],
    {
      state: 'degraded',
      line: /its last run did not succeed, and is not kept/,
      advice: /failedJobsHistoryLimit/,
    },
  ],
  [
    'a CronJob that succeeded once, and whose later runs are not kept',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: { lastScheduleTime: ago(30), lastSuccessfulTime: ago(150) },
      }),
    ],
    { state: 'degraded', line: /its last run did not succeed/ },
  ],
  [
    'a CronJob that runs again after a run that is not kept',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: { lastScheduleTime: ago(10), active: [{ name: 'nightly-2' }] },
      }),
      object('Job', 'nightly-2', {
        metadata: {
          ...ownedBy('CronJob', 'nightly'),
          creationTimestamp: ago(10),
        },
        status: { active: 1, startTime: ago(10) },
      }),
      warning(
        ['Job', 'nightly-1'],
        'BackoffLimitExceeded',
        'Job has reached the specified backoff limit',
      ),
    ],
    {
      state: 'degraded',
      line: /its last run did not succeed, and is not kept/,
    },
  ],
  [
    'a CronJob that runs, and has succeeded since a run that is not kept',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: {
          lastScheduleTime: ago(10),
          lastSuccessfulTime: ago(20),
          active: [{ name: 'nightly-2' }],
        },
      }),
      object('Job', 'nightly-2', {
        metadata: ownedBy('CronJob', 'nightly'),
        status: { active: 1, startTime: ago(10) },
      }),
      warning(
        ['Job', 'nightly-1'],
        'BackoffLimitExceeded',
        'Job has reached the specified backoff limit',
        { seconds: 600 },
      ),
    ],
    { state: 'healthy', line: /a run is at work/ },
  ],
  [
    'a CronJob in its first run',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: { lastScheduleTime: ago(10), active: [{ name: 'nightly-1' }] },
      }),
      object('Job', 'nightly-1', {
        metadata: ownedBy('CronJob', 'nightly'),
        status: { active: 1, startTime: ago(10) },
      }),
    ],
    { state: 'healthy', line: /a run is at work, none has succeeded yet/ },
  ],
  [
    'a CronJob whose last run succeeded',
    [
      object('CronJob', 'nightly', {
        spec: { schedule: '* * * * *' },
        status: { lastScheduleTime: ago(30), lastSuccessfulTime: ago(20) },
      }),
    ],
    { state: 'healthy', line: /its last run succeeded/ },
  ],
  [
    'a schedule that never comes',
    [object('CronJob', 'never', { spec: { schedule: '0 0 31 2 *' } })],
    { state: 'stuck', line: /its schedule 0 0 31 2 \* never comes/ },
  ],
  [
    'a Job that another controller runs',
    [
      object('Job', 'managed', {
        spec: { managedBy: 'kueue.x-k8s.io/multikueue' },
      }),
    ],
    {
      state: 'healthy',
      line: /kueue\.x-k8s\.io\/multikueue runs it/,
      advice: null,
    },
  ],
  [
    'a Job that waits in a queue',
    [
      object('Job', 'queued', {
        metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'team' } },
        spec: { suspend: true },
      }),
    ],
    {
      state: 'paused',
      line: /it waits in the queue team/,
      advice: /^The queue lets it run/,
    },
  ],
  [
    'a CronJob whose run cannot get its image',
    [
      object('CronJob', 'bad', { spec: { schedule: '* * * * *' } }),
      object('Job', 'bad-1', {
        metadata: ownedBy('CronJob', 'bad'),
        status: { active: 1 },
      }),
      pod('bad-1-x', {
        owner: ['Job', 'bad-1'],
        status: {
          phase: 'Pending',
          containerStatuses: [
            {
              name: 'app',
              restartCount: 0,
              state: waiting('ErrImagePull', 'image "x:1": not found'),
            },
          ],
        },
      }),
    ],
    {
      state: 'stuck',
      line: /does not know x:1/,
      advice: /^Push the image, or correct its name/,
    },
  ],
];
