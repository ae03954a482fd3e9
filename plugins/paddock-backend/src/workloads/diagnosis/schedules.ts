import type { JobRow, CronJobRow } from '../../kube/watch/rows/batch';
import type {
  Rollout,
  RolloutCounts,
} from '@paddock/backstage-plugin-paddock-common';
import { hasRunFailed, isFinished } from '../batch/run';
import { neverRuns } from '../batch/schedule';
import type { Members } from '../rows';
import { type Facts, factsOf } from './facts';
import { type About, eventEvidence, findingOf } from './finding';
import { about, runStanding, type Standing, withWarnings } from './jobs';
import { deletedFinding } from './leaving';

type Run = Standing & { job: JobRow };

/** The last run was begun after the last that succeeded, is not at work, and no trace of it is kept. */
function isLost(row: CronJobRow, runs: Run[]): boolean {
  const { lastScheduledAt, lastSucceededAt, active } = row;
  if (!lastScheduledAt || active > 0) return false;
  if (runs.some(({ job }) => !isFinished(job))) return false;
  // A run that is kept tells of itself.
  if (runs.some(({ job }) => job.createdAt >= lastScheduledAt)) return false;
  return (lastSucceededAt ?? '') < lastScheduledAt;
}

const runLost = (
  row: CronJobRow,
  more: Partial<About>,
): Pick<Standing, 'state' | 'findings'> => ({
  state: 'degraded',
  findings: [findingOf({ is: 'run-lost' }, { ...about(row), ...more })],
});

/** That a run which is not kept failed after the last that succeeded. */
const lostRun = (
  { lastSucceededAt = '' }: CronJobRow,
  runs: Run[],
  { events }: Facts,
) =>
  events.find(
    event =>
      hasRunFailed(event) &&
      event.lastAt > lastSucceededAt &&
      !runs.some(({ job }) => event.about === `Job/${job.name}`),
  );

/** A run in trouble tells before the last one that has ended; of what was before that nothing matters. */
function runsStand(
  row: CronJobRow,
  runs: Run[],
  facts: Facts,
): Pick<Standing, 'state' | 'findings'> {
  const troubled = runs.find(
    ({ job, state }) =>
      !isFinished(job) && (state === 'stuck' || state === 'degraded'),
  );
  if (troubled) return { state: troubled.state, findings: troubled.findings };
  if (isLost(row, runs)) {
    return runLost(row, { since: row.lastScheduledAt!, certainty: 'likely' });
  }
  const lost = row.active > 0 && lostRun(row, runs, facts);
  if (lost) {
    return runLost(row, {
      since: lost.lastAt,
      evidence: [eventEvidence(lost)],
      restsOn: 'Event',
    });
  }
  const last = runs.find(({ job }) => isFinished(job));
  const failedAt = last?.state === 'stuck' && last.job.createdAt;
  // Runs that succeed may be kept for less long than those that fail.
  if (failedAt && (row.lastSucceededAt ?? '') < failedAt) {
    return { state: 'degraded', findings: last.findings };
  }
  return neverRuns(row.schedule)
    ? {
        state: 'stuck',
        findings: [
          findingOf(
            { is: 'never-runs', schedule: row.schedule },
            { ...about(row), since: row.createdAt },
          ),
        ],
      }
    : { state: 'healthy', findings: [] };
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

/** How a CronJob stands, by its Jobs, newest first. Pure: time is passed in. */
export function diagnoseSchedule(
  row: CronJobRow,
  members: Members,
  now: number,
): Rollout {
  const facts = factsOf(row, members, {
    keepsRunning: false,
    given: { canRollBack: false },
    now,
  });
  const runs = members.jobs.map(job => {
    const pods = members.pods.filter(pod => pod.owner?.id === job.id);
    const own = { ...facts, row: job, pods };
    return { job, ...runStanding(job, own, true) };
  });
  const counts = sumOf(runs.filter(({ job }) => !isFinished(job)));
  const deleted = deletedFinding(facts);
  if (deleted) {
    return withWarnings(facts, {
      state: 'being-deleted',
      counts,
      findings: [deleted],
    });
  }
  if (row.suspended) {
    const findings = [
      findingOf({ is: 'suspended', schedule: true }, about(row)),
    ];
    return withWarnings(facts, { state: 'paused', counts, findings });
  }
  return withWarnings(facts, { counts, ...runsStand(row, runs, facts) });
}
