import { describeWorkload } from '@paddock/backstage-plugin-paddock-common';
import { loadSituation } from '../../../testing/situations';
import { projectPods, projectWorkload } from '../project/project';

const now = Date.parse('2026-11-23T08:10:00Z');

function project(name: string, at = now) {
  const { row, members } = loadSituation(name);
  return projectWorkload(row, members, { cluster: 'prod-1', now: at });
}

describe('how a Job or a CronJob stands', () => {
  it.each([
    [
      'job-running',
      'payments-report is healthy: it runs, 1 of 3 runs is done; 1 pod is at work.',
    ],
    ['job-complete', 'payments-report is healthy: it has run to its end.'],
    [
      'job-failed',
      'payments-report is stuck: its pods failed 2 times, more than its backoff limit allows: the last one ended with exit code 127, its command was not found in the image.',
    ],
    [
      'job-deadline',
      'payments-report is stuck: it ran for longer than its deadline allows.',
    ],
    [
      'job-failure-target',
      'payments-report is stuck: a pod failed in a way its failure policy does not retry: the last one ended with exit code 42.',
    ],
    [
      'job-retrying',
      'payments-report is degraded: 1 pod of it failed, and it tries again: the last one was ended for using more memory than its limit.',
    ],
    [
      'job-image-unknown',
      'payments-report is stuck: the image registry does not know registry.example/payments-report:2.1.0 (1 pod).',
    ],
    [
      'job-no-pods',
      'payments-report is stuck: no progress for 10 min, cause not found.',
    ],
    [
      'job-suspended',
      'payments-report is paused: no pod of it runs until somebody resumes it.',
    ],
    ['cronjob-never-run', 'payments-report is healthy: it has not run yet.'],
    [
      'cronjob-succeeded',
      'payments-report is healthy: its last run succeeded.',
    ],
    [
      'cronjob-running',
      'payments-report is healthy: a run is at work, none has succeeded yet.',
    ],
    [
      'cronjob-last-failed',
      'payments-report is degraded: its last run failed: its pods failed 7 times, more than its backoff limit allows: the last one ended with exit code 1, a general error.',
    ],
    [
      'cronjob-succeeded-since',
      'payments-report is healthy: its last run succeeded.',
    ],
    [
      'cronjob-run-stuck',
      'payments-report is stuck: the run at work is in trouble: the image registry does not know registry.example/payments-report:2.1.0 (1 pod).',
    ],
    [
      'cronjob-suspended',
      'payments-report is paused: it starts no run until somebody resumes it.',
    ],
  ])('%s: %s', (name, line) => {
    expect(describeWorkload(project(name)).line).toBe(line);
  });

  it('gives a Job a minute before it is called stuck without a pod', () => {
    const began = Date.parse('2026-11-23T08:00:00Z');
    expect(project('job-no-pods', began + 50_000).rollout.state).toBe(
      'healthy',
    );
  });
});

describe('the columns of kubectl', () => {
  it.each([
    ['job-running', 'Running', '1/3'],
    ['job-complete', 'Complete', '1/1'],
    ['job-failed', 'Failed', '0/1'],
    ['job-failure-target', 'FailureTarget', '0/1'],
    ['job-suspended', 'Suspended', '0/1'],
  ])('are told of %s', (name, status, completions) => {
    const { batch } = project(name);
    expect(batch).toMatchObject({ is: 'job', run: { status, completions } });
  });

  it('are told of a CronJob and each Job that it keeps, newest first', () => {
    expect(project('cronjob-last-failed').batch).toEqual({
      is: 'schedule',
      schedule: '0 8 * * *',
      timeZone: 'Europe/Berlin',
      suspended: false,
      active: 0,
      lastScheduledAt: '2026-11-23T08:00:00Z',
      lastSucceededAt: '2026-11-22T08:02:00Z',
      runs: [
        expect.objectContaining({
          name: 'payments-report-29725440',
          status: 'Failed',
          finishedAt: '2026-11-23T08:02:00Z',
          failure: {
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          },
        }),
        expect.objectContaining({
          name: 'payments-report-29724000',
          status: 'Complete',
        }),
      ],
    });
  });
});

it('shows the pods of every Job of a CronJob', () => {
  const { row, members } = loadSituation('cronjob-last-failed');
  expect(projectPods(row, members, 'prod-1', now)).toEqual([
    expect.objectContaining({
      workload: row.id,
      name: 'payments-report-29725440-x1y2z',
      status: 'Error',
      revision: 'new',
    }),
  ]);
});
