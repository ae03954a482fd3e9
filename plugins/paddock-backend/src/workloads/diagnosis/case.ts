import {
  causes,
  type Finding,
  type RolloutCounts,
} from '@paddock/backstage-plugin-paddock-common';
import type { Members, ReplicatedRow } from '../rows';
import type { Facts } from './facts';
import { leavingSince } from './leaving';
import type { Progress } from './controllerProgress';
import { isActive } from './podCause';
import type { Split } from './revisions';

/** What is known of one workload, on the way to its diagnosis. */
export interface Case {
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

export function count(
  row: ReplicatedRow,
  { fresh, old }: Split,
): RolloutCounts {
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

export const time = (at: string | undefined) => Date.parse(at ?? '') || 0;

export function lastMove(
  row: ReplicatedRow,
  members: Members,
  split: Split,
): number {
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

/** What is there of pods that count, ready or not. */
export const there = ({ newReady, newStarting, old }: RolloutCounts) =>
  newReady + newStarting + old;

export const readyOf = ({ row, split, counts }: Case) => {
  const pods = [...split.fresh, ...split.old];
  return pods.length > 0
    ? pods.filter(pod => isActive(pod) && pod.ready).length
    : Math.max(row.ready, counts.available);
};

/** Fewer are ready than wanted. */
export const isShort = (each: Case) => readyOf(each) < each.row.wanted;

/** How many pods there are, as the controller counts them. */
export function countedOf(row: ReplicatedRow): number {
  if (row.kind === 'DaemonSet') return row.scheduled;
  return 'replicas' in row ? row.replicas : row.ready;
}
