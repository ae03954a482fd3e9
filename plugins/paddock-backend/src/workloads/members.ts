import { workloadKinds } from '@paddock/backstage-plugin-paddock-common';
import type { RowCache, WatchedCluster } from '../kube/cache';
import type { AutoscalerRow, PodRow, ReplicaSetRow, Row } from '../kube/rows';
import type { Members, WorkloadRow } from './rows';

/** Autoscalers name what they scale, instead of being owned by it. */
function followAutoscalers(
  cluster: WatchedCluster,
  caches: Array<RowCache<WorkloadRow>>,
) {
  const cache = cluster.cache('HorizontalPodAutoscaler');
  const scales = ({ target, namespace }: AutoscalerRow, row: WorkloadRow) =>
    target.kind === row.kind &&
    target.name === row.name &&
    namespace === row.namespace;

  function* targetsOf(autoscaler: AutoscalerRow): Iterable<WorkloadRow> {
    for (const each of caches) {
      for (const row of each.inNamespace(autoscaler.namespace)) {
        if (scales(autoscaler, row)) yield row;
      }
    }
  }

  return {
    of(row: WorkloadRow): AutoscalerRow | undefined {
      for (const each of cache.inNamespace(row.namespace)) {
        if (scales(each, row)) return each;
      }
      return undefined;
    },
    onTouched: (touch: (id: string) => void) =>
      cache.subscribe(({ before, now }) => {
        for (const each of [before, now]) {
          if (each) for (const row of targetsOf(each)) touch(row.id);
        }
      }),
  };
}

/** Everything that a cluster's caches know of its workloads. Reading never waits. */
export function createMembers(cluster: WatchedCluster) {
  const pods = cluster.cache('Pod');
  const sets = cluster.cache('ReplicaSet');
  const caches = workloadKinds.map(
    kind => cluster.cache(kind) as RowCache<WorkloadRow>,
  );

  const autoscalers = followAutoscalers(cluster, caches);

  return {
    row(id: string): WorkloadRow | undefined {
      for (const cache of caches) {
        const row = cache.get(id);
        if (row) return row;
      }
      return undefined;
    },

    *rows(): Iterable<WorkloadRow> {
      for (const cache of caches) yield* cache.all();
    },

    *rowsOfComponent(component: string): Iterable<WorkloadRow> {
      for (const cache of caches) yield* cache.ofComponent(component);
    },

    autoscalerOf: autoscalers.of,

    of(row: WorkloadRow): Members {
      const autoscaler = autoscalers.of(row);
      if (row.kind !== 'Deployment') {
        return { sets: [], pods: [...pods.ownedBy(row.id)], autoscaler };
      }
      const owned = [...sets.ownedBy(row.id)];
      return {
        autoscaler,
        sets: owned,
        pods: owned.flatMap(set => [...pods.ownedBy(set.id)]),
      };
    },

    /** Calls back with the id of the workload that a change is about. Returns its stop. */
    onTouched(touch: (id: string) => void): () => void {
      const touchOwner = ({ owner }: PodRow | ReplicaSetRow) => {
        if (!owner) return;
        const above = owner.kind === 'ReplicaSet' && sets.get(owner.id)?.owner;
        touch(above ? above.id : owner.id);
      };
      const both = <R extends Row>(each: (row: R) => void) => {
        return ({ before, now }: { before?: R; now?: R }) => {
          if (before) each(before);
          // Owners hardly ever change; the second call is for when they do.
          if (now) each(now);
        };
      };
      const stops = [
        pods.subscribe(both<PodRow>(touchOwner)),
        sets.subscribe(both<ReplicaSetRow>(touchOwner)),
        autoscalers.onTouched(touch),
        ...caches.map(cache => cache.subscribe(both(row => touch(row.id)))),
      ];
      return () => stops.forEach(stop => stop());
    },
  };
}
