import { isDeepStrictEqual } from 'node:util';
import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../kube/watch/cache';
import type { WorkloadList } from './list/list';
import { createMembers } from './members/members';
import { projectWorkload } from './project/project';
import type { Members, WorkloadRow } from './rows';

/** No slice of work holds the event loop for longer than about this. */
const sliceMs = 8;
/** What depends on time is looked at again this often. */
const againMs = 15_000;

/** What rolls out may become degraded, and a Job without pods stuck, without a change in the cluster. */
function dependsOnTime(workload: Workload | undefined): boolean {
  if (!workload) return false;
  const { state, counts, findings } = workload.rollout;
  return (
    state === 'rolling-out' ||
    findings.length > 0 ||
    (workload.batch !== undefined && counts.wanted > counts.newReady)
  );
}

/** The workloads of one cluster: projected when something about them changes, never all at once. */
export interface WorkloadIndex {
  readonly cluster: WatchedCluster;
  readonly members: ReturnType<typeof createMembers>;
  /** What belongs to a workload, with when it was last asked to change. */
  membersOf(row: WorkloadRow): Members;
  /** As in the list; projected here only while a change of it waits for its turn. */
  workload(row: WorkloadRow): Workload | undefined;
  /** Whether something about this workload has changed that is not projected yet. */
  isPending(id: string): boolean;
  /** Called with ids of workloads about which anything has changed, their pods included. */
  onTouched(listener: (ids: readonly string[]) => void): () => void;
  stop(): void;
}

/** No object says when its wanted state was last changed: it is when its generation was seen to. */
function createGenerations(now: () => number) {
  const known = new Map<string, { generation: number; at?: string }>();
  return {
    look(id: string, row: WorkloadRow | undefined) {
      if (!row || !('generation' in row)) {
        known.delete(id);
        return;
      }
      const before = known.get(id);
      if (before?.generation === row.generation) return;
      const at = before && new Date(now()).toISOString();
      known.set(id, { generation: row.generation, ...(at ? { at } : {}) });
    },
    changedAt: (id: string) => known.get(id)?.at,
  };
}

/** Follows a cluster's caches, and keeps its part of the list up to date. */
export function startWorkloadIndex(
  cluster: WatchedCluster,
  list: WorkloadList,
  now: () => number = Date.now,
): WorkloadIndex {
  const members = createMembers(cluster);
  const listeners = new Set<(ids: readonly string[]) => void>();
  const dirty = new Set<string>();
  const own = new Set<string>();
  const generations = createGenerations(now);
  let timer: NodeJS.Timeout | undefined;
  // A cluster restored from another's backup repeats its uids.
  const keyOf = (id: string) => `${cluster.name}/${id}`;

  function membersOf(row: WorkloadRow): Members {
    const changedAt = generations.changedAt(row.id);
    return { ...members.of(row), ...(changedAt ? { changedAt } : {}) };
  }

  function project(id: string): Workload | undefined {
    const row = members.row(id);
    generations.look(id, row);
    return (
      row &&
      projectWorkload(row, membersOf(row), {
        cluster: cluster.name,
        now: now(),
      })
    );
  }

  function work() {
    const end = performance.now() + sliceMs;
    const done: string[] = [];
    const changes = new Map<string, Workload | undefined>();
    for (const id of dirty) {
      dirty.delete(id);
      const workload = project(id);
      if (workload) own.add(id);
      // An owner of another kind, or a workload that was never seen.
      else if (!own.delete(id)) continue;
      done.push(id);
      if (!isDeepStrictEqual(workload, list.get(keyOf(id)))) {
        changes.set(keyOf(id), workload);
      }
      if (performance.now() > end) break;
    }
    timer = dirty.size > 0 ? setTimeout(work, 0) : undefined;
    list.apply(changes);
    if (done.length > 0) listeners.forEach(listener => listener(done));
  }

  function touch(id: string) {
    dirty.add(id);
    timer ??= setTimeout(work, 0);
  }

  const stopListening = members.onTouched(touch);
  for (const row of members.rows()) touch(row.id);
  const again = setInterval(() => {
    for (const id of own) {
      if (dependsOnTime(list.get(keyOf(id)))) touch(id);
    }
  }, againMs);
  again.unref();

  return {
    cluster,
    members,
    membersOf,
    workload: ({ id }) => (dirty.has(id) ? project(id) : list.get(keyOf(id))),
    isPending: id => dirty.has(id),
    onTouched(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopListening();
      clearInterval(again);
      clearTimeout(timer);
      list.apply(new Map([...own].map(id => [keyOf(id), undefined])));
    },
  };
}
