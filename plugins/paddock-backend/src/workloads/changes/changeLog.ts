import {
  type Became,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { WorkloadRoom } from '../room';
import type { WorkloadIndex } from '../workloadIndex';
import { compareWorkloads } from './compare';
import {
  createLogged,
  type Known,
  type LoggedChange,
  type Now,
} from './logged';

/** What became of workloads within the last hour, as far as this process has seen it. */
export interface ChangeLog {
  /** Newest first. */
  recent(): LoggedChange[];
  /** Since when the workloads of this cluster are watched. */
  since(cluster: string): string;
  stop(): void;
}

const restsOn = [...controllerKinds, 'ReplicaSet', 'Pod'] as const;

/** While a cluster is being read, its workloads seem to have no pods, or those of before. */
const isWhole = (cluster: WatchedCluster) =>
  restsOn.every(kind => {
    const { state } = cluster.cache(kind).reach();
    return state === 'live' || state === 'refused';
  });

interface Seen extends Known {
  /** Whether the whole cluster was known at that moment. */
  isWhole: boolean;
}

/** Compares each workload of a cluster with how it was. */
function followIndex(
  { index, room }: { index: WorkloadIndex; room: WorkloadRoom },
  since: string,
  tell: (known: Known, became: Became) => void,
): () => void {
  const { cluster, members } = index;
  const seen = new Map<string, Seen>();

  function look(id: string) {
    const row = members.row(id);
    const workload = room.list.get(`${cluster.name}/${id}`);
    const before = seen.get(id);
    if (!row || !workload) {
      seen.delete(id);
      if (before) tell(before, { what: 'removed' });
      return;
    }
    const now = { workload, row, isWhole: isWhole(cluster) };
    if (before && !now.isWhole) return;
    seen.set(id, now);
    if (before?.isWhole) {
      for (const became of compareWorkloads(before.workload, workload)) {
        tell(now, became);
      }
    } else if (!before && Date.parse(workload.createdAt) >= Date.parse(since)) {
      tell(now, { what: 'made' });
    }
  }

  /** What is pending is looked at when it is projected. */
  function lookAtAll() {
    if (!isWhole(cluster)) return;
    for (const { id } of members.rows()) if (!index.isPending(id)) look(id);
  }

  const stops = [
    index.onTouched(ids => ids.forEach(look)),
    cluster.onReach(lookAtAll),
  ];
  return () => stops.forEach(stop => stop());
}

/** Follows everything in the room. */
export function startChangeLog(
  room: WorkloadRoom,
  now: Now = () => new Date(),
): ChangeLog {
  const started = now().toISOString();
  const logged = createLogged(now);
  const followed = new Map<WorkloadIndex, { since: string; stop(): void }>();

  function sync() {
    const indexes = room.indexes();
    for (const [index, { stop }] of followed) {
      if (indexes.includes(index)) continue;
      stop();
      followed.delete(index);
    }
    for (const index of indexes) {
      if (followed.has(index)) continue;
      const since = now().toISOString();
      const stop = followIndex({ index, room }, since, logged.add);
      followed.set(index, { since, stop });
    }
  }

  const stopIndexes = room.onIndexes(sync);
  sync();
  return {
    recent: logged.recent,
    since(name) {
      for (const [{ cluster }, { since }] of followed) {
        if (cluster.name === name) return since;
      }
      return started;
    },
    stop() {
      stopIndexes();
      for (const { stop } of followed.values()) stop();
    },
  };
}
