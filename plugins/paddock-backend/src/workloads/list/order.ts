import {
  type Workload,
  type WorkloadQuery,
  type WorkloadState,
  workloadStates,
} from '@paddock/backstage-plugin-paddock-common';
import type { Area } from '../../live/scope';

/** Workloads of one kind in one namespace of one cluster, counted. */
export interface AreaCount {
  readonly area: Area;
  /** Results of areaKey and wideKey. */
  readonly key: string;
  readonly wide: string;
  count: number;
  readonly states: Map<WorkloadState, number>;
}

/** A workload with what queries need of it, worked out once. */
export interface Entry {
  workload: Workload;
  /** Lower-case text that a filter is looked for in. */
  text: string;
  area: AreaCount;
}

type SortKey = WorkloadQuery['sort'];

const stateRank = new Map(workloadStates.map((state, rank) => [state, rank]));

function sortValue({ workload }: Entry, key: SortKey): string | number {
  return key === 'state'
    ? stateRank.get(workload.rollout.state) ?? 0
    : workload[key];
}

const tieBreakers = ['name', 'namespace', 'cluster', 'id'] as const;

function compareBy(key: SortKey) {
  return (a: Entry, b: Entry) => {
    const x = sortValue(a, key);
    const y = sortValue(b, key);
    if (x !== y) return x < y ? -1 : 1;
    for (const tie of tieBreakers) {
      const left = a.workload[tie];
      const right = b.workload[tie];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}

/** All entries in one order, kept between queries. */
export interface Order {
  change(before: Entry | undefined, now: Entry | undefined): void;
  read(): readonly Entry[];
  /** How many changes wait for the next read. */
  readonly waiting: number;
}

/**
 * Sorts on demand: what stayed is still in order, so that the engine's merge sort
 * needs little more than one pass for a few changes among many entries.
 */
export function createOrder(key: SortKey, entries: Iterable<Entry>): Order {
  const compare = compareBy(key);
  const removed = new Set<Entry>();
  let added: Entry[] = [];
  let sorted = [...entries].sort(compare);
  return {
    change(before, now) {
      if (before) removed.add(before);
      if (now) added.push(now);
    },
    read() {
      if (removed.size > 0 || added.length > 0) {
        sorted = [...sorted, ...added].filter(entry => !removed.has(entry));
        sorted.sort(compare);
        removed.clear();
        added = [];
      }
      return sorted;
    },
    get waiting() {
      return removed.size + added.length;
    },
  };
}
