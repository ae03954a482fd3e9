import {
  type Cause,
  type ContainerExit,
  endedWith,
  type Finding,
  type Rollout,
  type RolloutCounts,
  type WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { JobRow } from '../../kube/watch/rows/batch';
import type { PodRow } from '../../kube/watch/rows';
import { failureOf, isFinished } from '../batch/run';
import type { Members } from '../rows';
import { byWeight } from './case';
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

export const about = ({ kind, name }: Facts['row']) => ({
  object: { kind, name },
});

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

export interface Standing {
  state: WorkloadState;
  counts: RolloutCounts;
  findings: Finding[];
}

export function runStanding(
  row: JobRow,
  facts: Facts,
  schedule = false,
): Standing {
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

export function withWarnings(
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
