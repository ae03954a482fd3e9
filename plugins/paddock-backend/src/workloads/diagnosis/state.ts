import type {
  Finding,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import { type Case, countedOf, isShort, readyOf, there, time } from './case';
import { findingOf, podObject } from './finding';
import { isActive } from './podCause';

/** A pod may take this long to become ready before its workload is called degraded. */
const startMs = 120_000;
/** What is on its way and does not change for so long is stuck, whatever the cause. */
const idleMs = 180_000;

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

export function isIdle(each: Case): boolean {
  const { facts, row, progress } = each;
  const most = Math.max(idleMs, 1000 * (row.minReadySeconds ?? 0) + 60_000);
  if (waitsOnPurpose(each) && !isShort(each)) return false;
  // How long the controller has had time is known only where the change was seen to come.
  if (!progress.seen && !each.members.changedAt) return false;
  if (!progress.moving && latePod(each)) return true;
  return facts.now - each.movedAt > most;
}

export function noProgress(each: Case): Finding {
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
export const saysNothing = ({ cause, because }: Finding) =>
  cause === 'controller' ||
  cause === 'missing' ||
  (cause === 'starting' && !because.some(({ cause: is }) => is !== 'warning'));

export interface Judged extends Case {
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
  // Nothing was made of it yet, and that is how it is meant.
  const isParked = pods.length === 0 && countedOf(row) === 0;
  if (progress.held === 'paused' && isParked) return 'paused';
  const begins = progress.moving || facts.now - time(row.createdAt) < startMs;
  if (!begins) return 'down';
  return blocked || idle ? 'stuck' : 'rolling-out';
}

export function stateOf(each: Judged): WorkloadState {
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
