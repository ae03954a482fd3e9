import {
  type Cause,
  type ContainerExit,
  endedWith,
  type Finding,
  type Rollout,
  type RolloutCounts,
  type WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { CronJobRow, JobRow, PodRow } from '../../kube/rows';
import { failureOf, isFinished } from '../batch/run';
import { neverRuns } from '../batch/schedule';
import type { Members } from '../rows';
import { byWeight } from './diagnose';
import { type Facts, factsOf } from './facts';
import { does, exitOf, findingOf } from './finding';
import { deletedFinding, leavingFindings } from './leaving';
import { refusal, warnings } from './owner';
import { isActive } from './podCause';
import { podFindings } from './podFindings';

/** A Job that has had no pod for this long is not only slow. */
const startMs = 60_000;
/** Nor is one whose pods do not start for so long. */
const idleMs = 180_000;

/** Of a suspended Job: which queue lets it run, by the labels of Kueue and of others that do as it does. */
const queueLabels = [
  'kueue.x-k8s.io/queue-name',
  'volcano.sh/queue-name',
  'yunikorn.apache.org/queue',
];

function count(row: JobRow, pods: readonly PodRow[]): RolloutCounts {
  const active = pods.filter(isActive);
  const ready = active.filter(pod => pod.ready).length;
  const left = Math.max(0, (row.completions ?? 1) - row.succeeded);
  const none = isFinished(row) || row.suspended;
  return {
    wanted: none ? 0 : Math.min(row.parallelism, left),
    newReady: ready,
    newStarting: active.length - ready,
    old: 0,
    available: ready,
  };
}

/** How the last of the pods that failed ended. */
function lastExit(pods: readonly PodRow[]): ContainerExit | undefined {
  const failed = pods
    .filter(({ phase }) => phase === 'Failed')
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  for (const pod of failed) {
    for (const each of [...pod.containers, ...pod.initContainers]) {
      const { name, exitCode, reason, signal } = each;
      if (each.state !== 'terminated' || !exitCode) continue;
      return {
        container: name,
        exitCode,
        ...(reason ? { reason } : {}),
        ...(signal ? { signal } : {}),
      };
    }
  }
  return undefined;
}

function failedFinding(
  row: JobRow,
  { pods }: Facts,
  schedule: boolean,
): Finding[] {
  const failure = failureOf(row);
  if (!failure && row.failed === 0) return [];
  const exit = lastExit(pods);
  const object = { kind: 'Job', name: row.name };
  return [
    findingOf(
      {
        is: 'run-failed',
        reason: failure ? failure.reason ?? 'Failed' : 'PodFailed',
        failed: row.failed,
        schedule,
      },
      {
        object,
        ...(failure?.at ? { since: failure.at } : {}),
        evidence: failure?.message
          ? [{ about: `Job ${row.name}`, message: failure.message }]
          : [],
        because: exit
          ? [exitOf(`the last one ${endedWith(exit)}`, object)]
          : [],
      },
    ),
  ];
}

const about = ({ kind, name }: Facts['row']) => ({ object: { kind, name } });

function suspendedCause(row: JobRow): Cause {
  const queue = queueLabels.flatMap(each => row.labels[each] ?? [])[0];
  const by = row.managedBy;
  if (queue !== undefined) return { is: 'queued', queue };
  return by
    ? { is: 'queued', queue: `of ${by}` }
    : { is: 'suspended', schedule: false };
}

/** Nothing has become of it, and nothing says why. */
function noProgress(
  row: JobRow,
  facts: Facts,
  counts: RolloutCounts,
): Finding[] {
  const waiting = facts.pods.filter(pod => isActive(pod) && !pod.ready);
  const none = counts.newReady + counts.newStarting === 0;
  const began = Date.parse(
    none
      ? row.startedAt ?? row.createdAt
      : waiting.map(({ createdAt }) => createdAt).sort()[0] ?? row.createdAt,
  );
  const idle = facts.now - began;
  if (
    none
      ? counts.wanted === 0 || idle <= startMs
      : counts.newReady > 0 || idle <= idleMs
  ) {
    return [];
  }
  const seconds = Math.floor(idle / 1000);
  const pod = waiting[0]?.name;
  return [
    findingOf(
      {
        is: 'no-progress',
        forSeconds: seconds - (seconds % 60),
        look: pod
          ? `the log and the events of pod ${pod}`
          : `the events of Job ${row.name}, and at its controller`,
      },
      {
        ...about(row),
        certainty: 'unknown',
        since: new Date(began).toISOString(),
      },
    ),
  ];
}

interface Standing {
  state: WorkloadState;
  counts: RolloutCounts;
  findings: Finding[];
}

function runStanding(row: JobRow, facts: Facts, schedule = false): Standing {
  const counts = count(row, facts.pods);
  const failed = failedFinding(row, facts, schedule);
  const stand = (state: WorkloadState, findings: Finding[] = []) => ({
    state,
    counts,
    findings,
  });
  const deleted = deletedFinding(facts);
  if (deleted) return stand('being-deleted', [deleted]);
  if (failureOf(row)) return stand('stuck', failed);
  if (isFinished(row)) return stand('healthy');
  if (row.suspended) {
    return stand('paused', [findingOf(suspendedCause(row), about(row))]);
  }
  if (row.managedBy) {
    return stand('healthy', [
      findingOf({ is: 'managed', by: row.managedBy }, about(row)),
    ]);
  }
  const missing = counts.wanted - counts.newReady - counts.newStarting > 0;
  const found = [
    ...(missing ? refusal(facts, undefined) : []),
    ...podFindings(facts.pods, facts),
    ...leavingFindings(facts, missing),
    ...failed,
  ];
  const blocking = found.filter(each => does(each, 'blocks'));
  const unexplained =
    blocking.length === 0 ? noProgress(row, facts, counts) : [];
  const findings = [...found, ...unexplained].sort(byWeight);
  const bad = [...blocking, ...unexplained];
  if (bad.length === 0) return stand('healthy', findings);
  const onlyFailed = bad.every(({ cause }) => cause === 'run-failed');
  const works = counts.newReady > 0 || onlyFailed;
  return stand(works ? 'degraded' : 'stuck', findings);
}

const factsOfRun = (row: JobRow, members: Members, now: number): Facts =>
  factsOf(row, members, {
    keepsRunning: false,
    given: { canRollBack: false },
    now,
  });

function withWarnings(
  facts: Facts,
  { state, counts, findings }: Standing,
): Rollout {
  const all = [...findings, ...warnings(facts, findings)].sort(byWeight);
  return {
    state,
    counts,
    findings: all,
    ...(state === 'being-deleted' && findings[0]?.since
      ? { deletedAt: findings[0].since }
      : {}),
  };
}

/** How a Job stands. Pure: time is passed in. */
export function diagnoseJob(
  row: JobRow,
  members: Members,
  now: number,
): Rollout {
  const facts = factsOfRun(row, members, now);
  return withWarnings(facts, runStanding(row, facts));
}

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

/** A run in trouble tells before the last one that has ended; of what was before that nothing matters. */
function runsStand(
  row: CronJobRow,
  runs: Run[],
): Pick<Standing, 'state' | 'findings'> {
  const troubled = runs.find(
    ({ job, state }) =>
      !isFinished(job) && (state === 'stuck' || state === 'degraded'),
  );
  if (troubled) return { state: troubled.state, findings: troubled.findings };
  if (isLost(row, runs)) {
    return {
      state: 'degraded',
      findings: [
        findingOf(
          { is: 'run-lost' },
          { ...about(row), since: row.lastScheduledAt!, certainty: 'likely' },
        ),
      ],
    };
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
  return withWarnings(facts, { counts, ...runsStand(row, runs) });
}
