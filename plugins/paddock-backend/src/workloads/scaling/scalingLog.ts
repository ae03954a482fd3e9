import type { WatchedCluster } from '../../kube/watch/cache';
import type { WatchedClusters } from '../room';
import { noNotes, notice, type ScalingNotes } from './notice';

/** What autoscalers did while this process was watching. */
export interface ScalingLog {
  /** Of the autoscaler with this uid. */
  of(cluster: string, id: string): ScalingNotes & { since: string };
  stop(): void;
}

interface Followed {
  since: string;
  notes: Map<string, ScalingNotes>;
  stop(): void;
}

/** Follows the autoscalers of all clusters. What it remembers is bounded for each of them, and goes with it. */
export function startScalingLog(
  clusters: WatchedClusters,
  now: () => Date = () => new Date(),
): ScalingLog {
  let followed = new Map<WatchedCluster, Followed>();
  const started = now().toISOString();

  function follow(cluster: WatchedCluster): Followed {
    const notes = new Map<string, ScalingNotes>();
    const cache = cluster.cache('HorizontalPodAutoscaler');
    const stop = cache.subscribe(({ before, now: row }) => {
      if (!row) {
        if (before) notes.delete(before.id);
        return;
      }
      const known = notes.get(row.id) ?? noNotes;
      const change = { now: row, ...(before ? { before } : {}) };
      notes.set(row.id, notice(known, change, now().toISOString()));
    });
    return { since: now().toISOString(), notes, stop };
  }

  function sync() {
    const all = clusters.all();
    for (const [cluster, each] of followed) {
      if (!all.includes(cluster)) each.stop();
    }
    followed = new Map(
      all.map(cluster => [cluster, followed.get(cluster) ?? follow(cluster)]),
    );
  }

  const stopFollowing = clusters.onChange(sync);
  sync();
  return {
    of(name, id) {
      for (const [cluster, { since, notes }] of followed) {
        if (cluster.name !== name) continue;
        return { since, ...(notes.get(id) ?? noNotes) };
      }
      return { since: started, ...noNotes };
    },
    stop() {
      stopFollowing();
      for (const each of followed.values()) each.stop();
    },
  };
}
