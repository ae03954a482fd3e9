import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import type { CronJobRow, JobRow } from '../../kube/watch/rows/batch';
import { diagnoseJob } from '../diagnosis/jobs';
import { diagnoseSchedule } from '../diagnosis/schedules';
import type { BatchRow, Members } from '../rows';
import { isFinished, projectRun } from './run';

/** Most Jobs of a CronJob that are shown: its history limits are mostly smaller. */
const mostRuns = 10;

type Projected = Pick<Workload, 'rollout' | 'batch'>;

/** How a Job or a CronJob stands, and what it ran. Pure: time is passed in. */
export function projectBatch(
  row: BatchRow,
  members: Members,
  now: number,
): Projected {
  if (row.kind === 'CronJob') return projectSchedule(row, members, now);
  return {
    rollout: diagnoseJob(row, members, now),
    batch: { is: 'job', run: projectRun(row), suspended: row.suspended },
  };
}

const newestFirst = (a: JobRow, b: JobRow) =>
  b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name);

function projectSchedule(
  row: CronJobRow,
  members: Members,
  now: number,
): Projected {
  const jobs = [...members.jobs].sort(newestFirst);
  const { schedule, timeZone, suspended } = row;
  const { lastScheduledAt, lastSucceededAt } = row;
  return {
    rollout: diagnoseSchedule(row, { ...members, jobs }, now),
    batch: {
      is: 'schedule',
      schedule,
      ...(timeZone ? { timeZone } : {}),
      suspended,
      active: jobs.filter(job => !isFinished(job)).length,
      ...(lastScheduledAt ? { lastScheduledAt } : {}),
      ...(lastSucceededAt ? { lastSucceededAt } : {}),
      runs: jobs.slice(0, mostRuns).map(projectRun),
    },
  };
}
