import type {
  Rollout,
  RolloutCounts,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import type { CronJobRow, JobRow } from '../../kube/rows';
import type { BatchRow, Members } from '../rows';
import { isFinished, projectRun } from './run';
import { type Standing, standingOf } from './standing';

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
    rollout: standingOf(row, members.pods, now),
    batch: { is: 'job', run: projectRun(row), suspended: row.suspended },
  };
}

const newestFirst = (a: JobRow, b: JobRow) =>
  b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name);

function projectSchedule(
  row: CronJobRow,
  { jobs, pods }: Members,
  now: number,
): Projected {
  const runs = [...jobs].sort(newestFirst);
  const standings = runs.map(job => ({
    job,
    ...standingOf(
      job,
      pods.filter(pod => pod.owner?.id === job.id),
      now,
    ),
  }));
  const active = standings.filter(({ job }) => !isFinished(job));
  const { schedule, timeZone, suspended } = row;
  const { lastScheduledAt, lastSucceededAt } = row;
  return {
    rollout: {
      counts: sumOf(active),
      ...(suspended
        ? { state: 'suspended', waits: [{ for: 'person', why: 'suspended' }] }
        : runsStand(row, standings)),
    },
    batch: {
      is: 'schedule',
      schedule,
      ...(timeZone ? { timeZone } : {}),
      suspended,
      active: active.length,
      ...(lastScheduledAt ? { lastScheduledAt } : {}),
      ...(lastSucceededAt ? { lastSucceededAt } : {}),
      runs: runs.slice(0, mostRuns).map(projectRun),
    },
  };
}

type Run = Standing & { job: JobRow };

/** A run in trouble tells before the last one that has ended; of what was before that nothing matters. */
function runsStand(
  { lastSucceededAt }: CronJobRow,
  runs: Run[],
): Pick<Rollout, 'state' | 'waits'> {
  const troubled = runs.find(
    ({ job, state }) =>
      !isFinished(job) && (state === 'stuck' || state === 'degraded'),
  );
  if (troubled) return { state: troubled.state, waits: troubled.waits };
  const last = runs.find(({ job }) => isFinished(job));
  const failedAt = last?.state === 'stuck' && last.job.createdAt;
  // Runs that succeed may be kept for less long than those that fail.
  return failedAt && (lastSucceededAt ?? '') < failedAt
    ? { state: 'degraded', waits: last.waits }
    : { state: 'healthy', waits: [] };
}

function sumOf(runs: Run[]): RolloutCounts {
  const sum = (key: keyof RolloutCounts) =>
    runs.reduce((total, { counts }) => total + counts[key], 0);
  return {
    wanted: sum('wanted'),
    newReady: sum('newReady'),
    newStarting: sum('newStarting'),
    old: 0,
    available: sum('available'),
  };
}
