import type { ReplicaSetRow } from '../../kube/watch/rows/workloads';
import type { JobRow } from '../../kube/watch/rows/batch';
import type { AutoscalerRow } from '../../kube/watch/rows/scaling';
import type { AnalysisRow } from '../../kube/watch/rows/delivery';
import {
  controllerKinds,
  type WorkloadKind,
} from '@paddock/backstage-plugin-paddock-common';
import type { RowCache, WatchedCluster } from '../../kube/watch/cache';
import type { PodRow, Row } from '../../kube/watch/rows';
import { createLoosePods } from './loosePods';
import type { Members, WorkloadRow } from '../rows';
import { createSurroundings } from './surroundings';

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
    onTouched(touch: (id: string) => void) {
      const touchTargets = (each: AutoscalerRow) => {
        for (const row of targetsOf(each)) touch(row.id);
      };
      const stops = [
        cache.subscribe(({ before, now }) => {
          if (before) touchTargets(before);
          if (now) touchTargets(now);
        }),
        // What a quota admits is told of what is scaled.
        cluster.cache('ResourceQuota').subscribe(({ before, now }) => {
          const { namespace } = (now ?? before)!;
          for (const each of cache.inNamespace(namespace)) touchTargets(each);
        }),
      ];
      return () => stops.forEach(stop => stop());
    },
  };
}

/** A finished or running Job of a CronJob belongs to it, and is no workload of its own. */
const isPart = (row: WorkloadRow) =>
  row.kind === 'Job' && row.owner?.kind === 'CronJob';

type OwnedRow = PodRow | ReplicaSetRow | JobRow | AnalysisRow;

/** Everything that a cluster's caches know of its workloads. Reading never waits. */
export function createMembers(cluster: WatchedCluster) {
  const pods = cluster.cache('Pod');
  const sets = cluster.cache('ReplicaSet');
  const jobs = cluster.cache('Job');
  const analyses = cluster.cache('AnalysisRun');
  const caches = controllerKinds.map(
    kind => cluster.cache(kind) as RowCache<WorkloadRow>,
  );

  const autoscalers = followAutoscalers(cluster, caches);
  const quotas = cluster.cache('ResourceQuota');
  const surroundings = createSurroundings(cluster);
  const loose = createLoosePods(cluster);

  return {
    row(id: string): WorkloadRow | undefined {
      for (const cache of caches) {
        const row = cache.get(id);
        if (row) return isPart(row) ? undefined : row;
      }
      return loose.row(id);
    },

    named(of: {
      kind: WorkloadKind;
      namespace: string;
      name: string;
    }): WorkloadRow | undefined {
      if (of.kind === 'Pods') return loose.named(of);
      const cache = cluster.cache(of.kind) as RowCache<WorkloadRow>;
      for (const row of cache.inNamespace(of.namespace)) {
        if (row.name === of.name && !isPart(row)) return row;
      }
      return undefined;
    },

    *rows(): Iterable<WorkloadRow> {
      for (const cache of caches) {
        for (const row of cache.all()) if (!isPart(row)) yield row;
      }
      yield* loose.rows(pods.all());
    },

    *rowsOfComponent(component: string): Iterable<WorkloadRow> {
      for (const cache of caches) {
        for (const row of cache.ofComponent(component)) {
          if (!isPart(row)) yield row;
        }
      }
      yield* loose.rows(pods.ofComponent(component));
    },

    autoscalerOf: autoscalers.of,

    of(row: WorkloadRow): Members {
      const autoscaler = autoscalers.of(row);
      const hasSets = row.kind === 'Deployment' || row.kind === 'Rollout';
      const ownedSets = hasSets ? [...sets.ownedBy(row.id)] : [];
      const ownedJobs = row.kind === 'CronJob' ? [...jobs.ownedBy(row.id)] : [];
      const owned =
        row.kind === 'Pods'
          ? loose.podsOf(row.id)
          : [row, ...ownedSets, ...ownedJobs].flatMap(({ id }) => [
              ...pods.ownedBy(id),
            ]);
      const makers = [row, ...ownedSets, ...ownedJobs, ...owned];
      return {
        ...surroundings.of(row, makers, owned),
        ...(autoscaler
          ? { autoscaler, quotas: [...quotas.inNamespace(row.namespace)] }
          : {}),
        sets: ownedSets,
        jobs: ownedJobs,
        pods: owned,
        ...(row.kind === 'Rollout'
          ? { analyses: [...analyses.ownedBy(row.id)] }
          : {}),
      };
    },

    /** Calls back with the id of the workload that a change is about. Returns its stop. */
    onTouched(touch: (id: string) => void): () => void {
      const above: Record<string, RowCache<ReplicaSetRow | JobRow>> = {
        ReplicaSet: sets,
        Job: jobs,
      };
      const touchOwner = ({ owner, id }: OwnedRow) => {
        if (!owner) {
          touch(id);
          return;
        }
        const next = above[owner.kind]?.get(owner.id)?.owner;
        // What other controllers make Jobs of is not shown, but their Jobs are.
        const shown = controllerKinds.some(kind => kind === next?.kind);
        touch(next && shown ? next.id : owner.id);
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
        surroundings.onTouched({
          touch,
          touchPod: id => {
            const pod = pods.get(id) ?? sets.get(id) ?? jobs.get(id);
            if (pod?.owner) touchOwner(pod);
            else touch(id);
          },
          inNamespace: namespace => {
            for (const each of caches) {
              for (const { id } of each.inNamespace(namespace)) touch(id);
            }
          },
          podsOn: node => {
            for (const pod of pods.all())
              if (pod.node === node) touchOwner(pod);
          },
        }),
        sets.subscribe(both<ReplicaSetRow>(touchOwner)),
        jobs.subscribe(both<JobRow>(touchOwner)),
        analyses.subscribe(both<AnalysisRow>(touchOwner)),
        autoscalers.onTouched(touch),
        ...caches.map(cache => cache.subscribe(both(row => touch(row.id)))),
      ];
      return () => stops.forEach(stop => stop());
    },
  };
}
