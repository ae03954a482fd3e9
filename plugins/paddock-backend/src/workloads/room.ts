import {
  type ControllerKind,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { Right, WatchedCluster } from '../kube/watch/cache';
import { autoscalerKind, quotaKind } from './partRights';
import { createWorkloadList, type WorkloadList } from './list/list';
import { resources } from '../kube/connection/resources';
import { startWorkloadIndex, type WorkloadIndex } from './workloadIndex';

/** The clusters of the portal; they may come and go. */
export interface WatchedClusters {
  all(): WatchedCluster[];
  /** Returns its stop. */
  onChange(listener: () => void): () => void;
}

/** Every workload of every cluster, projected and kept up to date. */
export interface WorkloadRoom {
  readonly list: WorkloadList;
  indexes(): WorkloadIndex[];
  /** Called after indexes() has changed. */
  onIndexes(listener: () => void): () => void;
  stop(): void;
}

export function startWorkloadRoom(clusters: WatchedClusters): WorkloadRoom {
  const list = createWorkloadList();
  const listeners = new Set<() => void>();
  let indexes = new Map<WatchedCluster, WorkloadIndex>();

  function sync() {
    const now = new Map<WatchedCluster, WorkloadIndex>();
    const all = clusters.all();
    // Stopped first: a cluster that is watched anew has the same name.
    for (const [cluster, index] of indexes) {
      if (!all.includes(cluster)) index.stop();
    }
    for (const cluster of all) {
      const known = indexes.get(cluster);
      now.set(cluster, known ?? startWorkloadIndex(cluster, list));
    }
    indexes = now;
    listeners.forEach(listener => listener());
  }

  const stopFollowing = clusters.onChange(sync);
  sync();
  return {
    list,
    indexes: () => [...indexes.values()],
    onIndexes(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopFollowing();
      for (const index of indexes.values()) index.stop();
    },
  };
}

const isKind = (kind: string): kind is ControllerKind =>
  controllerKinds.some(each => each === kind);

const list = (group: string, resource: string): Right => ({
  verb: 'list',
  group,
  resource,
});

const listOf = (kind: ControllerKind): Right =>
  list(resources[kind].group, resources[kind].plural);

/** What else a kind is told by: a CronJob by its Jobs, a Rollout by its analyses. */
const parts: Partial<Record<ControllerKind, Right[]>> = {
  CronJob: [listOf('Job')],
  Rollout: [list('argoproj.io', 'analysisruns')],
};

const listPods = list('', 'pods');

const listAutoscalers = list('autoscaling', 'horizontalpodautoscalers');

const listQuotas = list('', 'resourcequotas');

/** A workload is shown with its pods, and so both must be allowed. An unknown kind asks for pods alone. */
export function rightsFor(kind: string): Right[] {
  if (kind === autoscalerKind) return [listPods, listAutoscalers];
  if (kind === quotaKind) return [listQuotas];
  if (kind === 'Event') return [list('', 'events')];
  if (kind === 'Node') return [list('', 'nodes')];
  if (kind === 'Namespace') return [{ ...list('', 'namespaces'), verb: 'get' }];
  if (!isKind(kind)) return [listPods];
  return [listPods, listOf(kind), ...(parts[kind] ?? [])];
}
