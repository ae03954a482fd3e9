import {
  causes,
  type Finding,
  type Rollout,
  type RolloutCounts,
  type WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/rows';
import { isBatch, type Members, type ReplicatedRow } from '../rows';
import { type Facts, factsOf } from './facts';
import { does, findingOf, podObject } from './finding';
import { deletedFinding, leavingFindings, leavingSince } from './leaving';
import {
  blockingPods,
  controllerFindings,
  heldFinding,
  refusal,
  warnings,
} from './owner';
import { isActive } from './podCause';
import { failedFindings, podFindings } from './podFindings';
import { type Progress, progressOf } from './progress';
import { rolledBack, type Split, splitByRevision } from './revisions';

/** A pod may take this long to become ready before its workload is called degraded. */
const startMs = 120_000;
/** What is on its way and does not change for so long is stuck, whatever the cause. */
const idleMs = 180_000;

/** What is known of one workload, on the way to its diagnosis. */
interface Case {
  facts: Facts;
  members: Members;
  row: ReplicatedRow;
  split: Split;
  progress: Progress;
  counts: RolloutCounts;
  /** When something of it last went on. */
  movedAt: number;
}

const weightOf = new Map(causes.map((cause, at) => [cause, at]));

/** A cause weighs as much as the heaviest that is behind it. */
const weight = ({ cause, effect, because }: Finding): number =>
  Math.min(
    (effect === 'notes' ? causes.length : 0) + (weightOf.get(cause) ?? 0),
    ...because.filter(each => each.effect === 'blocks').map(weight),
  );

/** The heaviest first; of the same weight they stay in order. */
export const byWeight = (a: Finding, b: Finding) => weight(a) - weight(b);

function count(row: ReplicatedRow, { fresh, old }: Split): RolloutCounts {
  const active = fresh.filter(isActive);
  const newReady = active.filter(pod => pod.ready).length;
  const oldActive = old.filter(isActive);
  const ready = newReady + oldActive.filter(pod => pod.ready).length;
  const known = fresh.length + old.length > 0;
  return {
    wanted: row.wanted,
    newReady,
    newStarting: active.length - newReady,
    old: oldActive.length,
    // Counters may lag, and name pods that serve no more.
    available: known ? Math.min(row.available, ready) : row.available,
  };
}

const time = (at: string | undefined) => Date.parse(at ?? '') || 0;

function lastMove(row: ReplicatedRow, members: Members, split: Split): number {
  const active = [...split.fresh, ...split.old].filter(isActive);
  const waiting = split.fresh.filter(pod => isActive(pod) && !pod.ready);
  const oldest = Math.min(...waiting.map(({ createdAt }) => time(createdAt)));
  return Math.max(
    time(row.createdAt),
    time(members.changedAt),
    ...members.sets.map(({ createdAt }) => time(createdAt)),
    ...(members.revisions ?? []).map(({ createdAt }) => time(createdAt)),
    ...active.map(pod => (pod.ready ? time(pod.readyChangedAt) : 0)),
    ...(Number.isFinite(oldest) ? [oldest] : []),
    ...split.fresh
      .concat(split.old)
      .flatMap(pod => (pod.deletedAt ? time(leavingSince(pod)) : [])),
  );
}

/** Pods whose trouble is the workload's: while a change moves, old ones that go anyway are not looked at. */
function watched({ row, progress, split }: Case): PodRow[] {
  const goAnyway =
    progress.moving &&
    progress.held === undefined &&
    progress.partly !== true &&
    row.kind !== 'StatefulSet';
  return goAnyway ? split.fresh : [...split.fresh, ...split.old];
}

/** What is there of pods that count, ready or not. */
const there = ({ newReady, newStarting, old }: RolloutCounts) =>
  newReady + newStarting + old;

const readyOf = ({ row, split, counts }: Case) => {
  const pods = [...split.fresh, ...split.old];
  return pods.length > 0
    ? pods.filter(pod => isActive(pod) && pod.ready).length
    : Math.max(row.ready, counts.available);
};

/** Fewer are ready than wanted. */
const isShort = (each: Case) => readyOf(each) < each.row.wanted;

/** New pods cannot come before the old ones have gone. */
const waitsForLeaving = ({ row, counts }: Case) =>
  row.wanted === 0 ||
  row.kind === 'StatefulSet' ||
  row.kind === 'DaemonSet' ||
  row.kind === 'Pods' ||
  there(counts) === 0 ||
  ('recreates' in row && row.recreates === true);

function failedPods({ facts, counts }: Case): Finding[] {
  const failed = facts.pods.filter(({ phase }) => phase === 'Failed');
  if (failed.length === 0) return [];
  if (there(counts) < counts.wanted) {
    return failedFindings(failed, facts, 'blocks');
  }
  const isNews = (pod: PodRow) =>
    facts.now - Math.max(time(pod.readyChangedAt), time(pod.createdAt)) <
    3_600_000;
  return failedFindings(failed.filter(isNews), facts, 'notes');
}

/** Pods that nothing has made; where pods are not known, by what the controller counts. */
function missingPods({ row, counts, split }: Case): number {
  const known = split.fresh.length + split.old.length > 0;
  const counted =
    row.kind === 'DaemonSet'
      ? row.scheduled
      : 'replicas' in row
      ? row.replicas
      : row.ready;
  return counts.wanted - (known ? there(counts) : counted);
}

function missing(each: Case, found: Finding[]): Finding[] {
  const pods = missingPods(each);
  const isTold = found.some(
    ({ effect }) => effect === 'blocks' || effect === 'slows',
  );
  const { kind, name } = each.row;
  return pods > 0 && !isTold
    ? [findingOf({ is: 'missing', pods }, { object: { kind, name } })]
    : [];
}

function causesOf(each: Case): Finding[] {
  const { facts, progress, split, counts, row } = each;
  const isMissing = there(counts) < counts.wanted;
  const blocking = blockingPods(facts, split);
  const blocked = new Set(blocking.map(({ object }) => object.name));
  const old = counts.old;
  const keepsOld = progress.held !== undefined || progress.partly === true;
  return [
    ...refusal(
      {
        ...facts,
        events: isMissing && row.kind !== 'Deployment' ? facts.events : [],
      },
      split.refusal ?? progress.refused,
    ),
    ...blocking,
    ...podFindings(
      watched(each).filter(({ name }) => !blocked.has(name)),
      facts,
    ),
    ...failedPods(each),
    ...leavingFindings(
      facts,
      waitsForLeaving(each) && (isShort(each) || row.wanted === 0),
    ),
    ...controllerFindings(facts, progress),
    ...heldFinding(facts, progress, old),
    ...(old > 0 && !keepsOld && !(progress.done && progress.seen)
      ? [
          findingOf(
            { is: 'old-pods', pods: old },
            { object: { kind: row.kind, name: row.name } },
          ),
        ]
      : []),
  ];
}

/** A pod that has had time enough and is not ready. */
const latePod = ({ facts }: Case) =>
  facts.pods
    .filter(
      pod =>
        isActive(pod) &&
        !pod.ready &&
        facts.now - time(pod.createdAt) > startMs,
    )
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))[0];

/** It waits for somebody, for a time or for an analysis, and that is how it is meant. */
const waitsOnPurpose = ({ progress }: Case) =>
  progress.held !== undefined || progress.partly === true;

function isIdle(each: Case): boolean {
  const { facts, row, progress } = each;
  const most = Math.max(idleMs, 1000 * (row.minReadySeconds ?? 0) + 60_000);
  if (waitsOnPurpose(each) && !isShort(each)) return false;
  // How long the controller has had time is known only where the change was seen to come.
  if (!progress.seen && !each.members.changedAt) return false;
  if (!progress.moving && latePod(each)) return true;
  return facts.now - each.movedAt > most;
}

function noProgress(each: Case): Finding {
  const { facts, row } = each;
  const pod = latePod(each);
  const since = pod ? time(pod.createdAt) : each.movedAt;
  const seconds = Math.max(60, Math.floor((facts.now - since) / 1000));
  return findingOf(
    {
      is: 'no-progress',
      forSeconds: seconds - (seconds % 60),
      look: pod
        ? `the log and the events of pod ${pod.name}`
        : `the events of ${row.kind} ${row.name}, and at its controller`,
    },
    {
      object: pod ? podObject(pod) : { kind: row.kind, name: row.name },
      since: new Date(since).toISOString(),
      certainty: 'unknown',
    },
  );
}

/** A cause that is no more than that something is on its way. */
const saysNothing = ({ cause, because }: Finding) =>
  cause === 'controller' ||
  cause === 'missing' ||
  (cause === 'starting' && !because.some(({ cause: is }) => is !== 'warning'));

interface Judged extends Case {
  blocked: boolean;
  idle: boolean;
}

function outage({
  progress,
  blocked,
  idle,
  row,
  facts,
  split,
}: Judged): WorkloadState {
  const pods = [...split.fresh, ...split.old];
  if (progress.held === 'paused' && pods.length === 0) return 'paused';
  const begins = progress.moving || facts.now - time(row.createdAt) < startMs;
  if (!begins) return 'down';
  return blocked || idle ? 'stuck' : 'rolling-out';
}

function stateOf(each: Judged): WorkloadState {
  const { row, progress, counts, blocked, idle } = each;
  const settled = progress.seen && progress.done;
  if (row.wanted === 0) {
    const gone = settled && there(counts) === 0;
    if (gone && !blocked) return 'scaled-to-zero';
    return blocked ? 'stuck' : 'rolling-out';
  }
  if (settled && !isShort(each)) return progress.held ? 'paused' : 'healthy';
  if (readyOf(each) === 0) return outage(each);
  if (blocked) return progress.moving ? 'stuck' : 'degraded';
  const held = progress.held !== undefined && progress.held !== 'promotion';
  const onlyHeld = counts.newReady + counts.old >= counts.wanted;
  if (held && progress.seen && !isShort(each) && onlyHeld) return 'paused';
  if (!idle) return 'rolling-out';
  return progress.moving || !isShort(each) ? 'stuck' : 'degraded';
}

function judge(each: Case): Pick<Rollout, 'state' | 'findings'> {
  const deleted = deletedFinding(each.facts);
  if (deleted) return { state: 'being-deleted', findings: [deleted] };
  const causesFound = causesOf(each);
  const found = [...causesFound, ...missing(each, causesFound)];
  const settled = each.progress.seen && each.progress.done && !isShort(each);
  const blocked = !settled
    ? found.some(finding => does(finding, 'blocks'))
    : each.row.wanted === 0 && found.some(finding => does(finding, 'blocks'));
  const idle = !settled && isIdle(each);
  const judged = { ...each, blocked, idle };
  const state = stateOf(judged);
  const unexplained =
    idle &&
    !blocked &&
    (state === 'stuck' || state === 'degraded' || state === 'down') &&
    found.every(
      finding =>
        saysNothing(finding) ||
        !(does(finding, 'slows') || does(finding, 'blocks')),
    );
  const kept = settled
    ? found.filter(({ effect }) => effect === 'holds' || effect === 'notes')
    : found;
  const findings = unexplained ? [...kept, noProgress(each)] : kept;
  return { state, findings };
}

/** Everything that is told of how a workload of a number of pods is, from what is known of it. Pure: time is passed in. */
export function diagnose(
  row: ReplicatedRow,
  members: Members,
  now: number,
): Rollout {
  const split = splitByRevision(row, members);
  const facts = factsOf(row, members, {
    keepsRunning: !isBatch(row),
    given: { canRollBack: rolledBack(row, members) === 'can' },
    now,
  });
  const each: Case = {
    facts,
    members,
    row,
    split,
    progress: progressOf(row, split),
    counts: count(row, split),
    movedAt: lastMove(row, members, split),
  };
  const { state, findings } = judge(each);
  const all = [...findings, ...warnings(facts, findings)].sort(byWeight);
  return {
    state,
    counts: each.counts,
    findings: all,
    ...(state === 'rolling-out' && each.movedAt > 0
      ? { changedAt: new Date(each.movedAt).toISOString() }
      : {}),
    ...(state === 'being-deleted' && findings[0]?.since
      ? { deletedAt: findings[0].since }
      : {}),
    ...(split.revision === undefined ? {} : { revision: split.revision }),
  };
}
