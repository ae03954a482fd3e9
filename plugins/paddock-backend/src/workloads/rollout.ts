import type {
  Rollout,
  RolloutCounts,
  Wait,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../kube/rows';
import { type Progress, progressOf } from './progress';
import type { Split } from './revisions';
import type { ReplicatedRow } from './rows';
import { isActive, podWaits, readinessWaits } from './waits';

/** A pod may take this long to become ready before its workload is called degraded. */
const startMs = 120_000;

const troubles: ReadonlyArray<Wait['for']> = [
  'admission',
  'container',
  'node',
  'deadline',
  'retry',
  'correction',
];

interface Facts {
  progress: Progress;
  split: Split;
  counts: RolloutCounts;
  /** Milliseconds since the epoch. */
  now: number;
}

function count(row: ReplicatedRow, { fresh, old }: Split): RolloutCounts {
  const active = fresh.filter(isActive);
  const newReady = active.filter(pod => pod.ready).length;
  return {
    wanted: row.wanted,
    newReady,
    newStarting: active.length - newReady,
    old: old.filter(isActive).length,
    available: row.available,
  };
}

/** Everything that the rollout waits for, the most telling first. */
function waitsOf({ progress, split, counts }: Facts): Wait[] {
  const waits: Wait[] = [];
  const refusal = split.refusal ?? progress.refused;
  if (refusal) waits.push({ for: 'admission', message: refusal });
  // While a change moves, old pods in trouble are what it is about to take away.
  const watched = progress.moving
    ? split.fresh
    : [...split.fresh, ...split.old];
  waits.push(...podWaits(watched), ...readinessWaits(watched));
  if (progress.deadline !== undefined) {
    waits.push({ for: 'deadline', message: progress.deadline });
  }
  if (progress.failure) waits.push(progress.failure);
  if (!progress.seen) waits.push({ for: 'controller' });
  if (progress.held) waits.push({ for: 'person', why: progress.held });
  const missing = counts.wanted - counts.newReady;
  const keepsOld = progress.held !== undefined || progress.partly === true;
  // Pods of the revision before that are held back are not waited for.
  const awaited = keepsOld ? missing - counts.old : missing;
  if (awaited > 0) waits.push({ for: 'new-pods', pods: awaited });
  if (counts.old > 0 && !keepsOld) {
    waits.push({ for: 'old-pods', pods: counts.old });
  }
  return waits;
}

const isLate = (pod: PodRow, now: number) =>
  isActive(pod) && !pod.ready && now - Date.parse(pod.createdAt) > startMs;

/** Fewer serve than wanted, and not because the missing ones have just begun. */
function isDegraded({ progress, split, counts, now }: Facts): boolean {
  if (counts.available >= counts.wanted) return false;
  if (progress.moving && progress.hasDeadline) return false;
  return [...split.fresh, ...split.old].some(pod => isLate(pod, now));
}

function stateOf(facts: Facts, waits: Wait[]): WorkloadState {
  const { progress, counts } = facts;
  if (counts.wanted === 0) {
    const left = counts.newReady + counts.newStarting + counts.old;
    const settled = progress.seen && progress.done;
    return settled && left === 0 ? 'scaled-to-zero' : 'rolling-out';
  }
  if (progress.seen && progress.done) {
    return progress.held ? 'suspended' : 'healthy';
  }
  if (waits.some(wait => troubles.includes(wait.for))) {
    const never = !progress.hasDeadline && counts.available === 0;
    return progress.moving || never ? 'stuck' : 'degraded';
  }
  if (isDegraded(facts)) return 'degraded';
  const onlyHeld = !waits.some(wait => wait.for === 'new-pods');
  const held = progress.held !== undefined && progress.held !== 'promotion';
  return held && progress.seen && onlyHeld ? 'suspended' : 'rolling-out';
}

/** Of a rollout that is done nothing is awaited, whatever its pods do; but that a person holds the next one back is told. */
function isTold(wait: Wait, state: WorkloadState, progress: Progress) {
  if (state === 'healthy' || state === 'scaled-to-zero') return false;
  const settled = state === 'suspended' && progress.done;
  return !settled || wait.for === 'person';
}

/** How a workload's rollout stands. Pure: time is passed in. */
export function projectRollout(
  row: ReplicatedRow,
  split: Split,
  now: number,
): Rollout {
  const progress = progressOf(row);
  const facts = { progress, split, counts: count(row, split), now };
  const waits = waitsOf(facts);
  const state = stateOf(facts, waits);
  return {
    state,
    counts: facts.counts,
    waits: waits.filter(wait => isTold(wait, state, progress)),
    revision: split.revision,
  };
}
