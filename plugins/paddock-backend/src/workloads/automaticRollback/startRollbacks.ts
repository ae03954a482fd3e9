import type { DeploymentRow } from '../../kube/watch/rows/workloads';
import type { WatchedCluster } from '../../kube/watch/cache';
import { createAttempts } from '../../kube/write/attempts';
import { isPastDeadline } from '../diagnosis/progress';
import {
  type RollbackCluster,
  type RollbackParts,
  rollBackOne,
} from './rollBackOne';

/** Whatever is still to be rolled back is looked at again this often: what failed, and what an event was lost of. */
const sweepMs = 60_000;
/** What fails again and again is tried no less often than this. */
const longestMs = 3_600_000;
/** Replicas of the portal see the same at the same time; most often one of them is done before the other looks. */
const spreadMs = 1_000;

type Cluster = WatchedCluster & RollbackCluster;

/** The clusters of the portal; they may come and go. */
interface Clusters {
  all(): Cluster[];
  onChange(listener: () => void): () => void;
}

export interface RollbackTiming {
  sweepMs: number;
  spreadMs: number;
}

/** Worth a look; whether it is done is decided by what the API server says then. */
const isDue = ({ guarded, paused, conditions }: DeploymentRow) =>
  guarded === true && !paused && isPastDeadline({ conditions });

/** Rolls Deployments back that ask for it, in all clusters, until stopped. */
export function startRollbacks(
  parts: RollbackParts & { clusters: Clusters },
  timing: RollbackTiming = { sweepMs, spreadMs },
): { stop(): void } {
  const followed = new Map<Cluster, () => void>();

  function sync() {
    const all = parts.clusters.all();
    for (const [cluster, stop] of followed) {
      if (all.includes(cluster)) continue;
      stop();
      followed.delete(cluster);
    }
    for (const cluster of all) {
      if (followed.has(cluster)) continue;
      followed.set(cluster, followCluster(parts, cluster, timing));
    }
  }

  const stopListening = parts.clusters.onChange(sync);
  sync();
  return {
    stop() {
      stopListening();
      followed.forEach(stop => stop());
    },
  };
}

/** One at a time: there are never many, and none is in a hurry after its deadline. */
function followCluster(
  parts: RollbackParts,
  cluster: Cluster,
  timing: RollbackTiming,
): () => void {
  const cache = cluster.cache('Deployment');
  const dirty = new Set<string>();
  const attempts = createAttempts([timing.sweepMs, longestMs]);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function look(id: string) {
    const row = cache.get(id);
    if (!row || !isDue(row)) return;
    try {
      // Another revision is another attempt.
      await attempts.run(`${id} ${row.revision}`, hasFailed =>
        rollBackOne(parts, cluster, { row, hasFailed }),
      );
    } catch (error) {
      parts.logger.warn(
        `${row.namespace}/${row.name} in "${
          cluster.name
        }" was not rolled back by itself: ${(error as Error).message}`,
      );
    }
  }

  async function work() {
    for (const id of dirty) {
      dirty.delete(id);
      if (!stopped) await look(id);
    }
    timer = undefined;
  }

  function touch(row: DeploymentRow | undefined) {
    if (!row || !isDue(row)) return;
    dirty.add(row.id);
    timer ??= setTimeout(work, timing.spreadMs * Math.random());
  }

  const sweep = () => {
    for (const row of cache.all()) touch(row);
  };
  const stopListening = cache.subscribe(({ now }) => touch(now));
  sweep();
  const sweeping = setInterval(sweep, timing.sweepMs);
  sweeping.unref();
  return () => {
    stopped = true;
    stopListening();
    clearInterval(sweeping);
    clearTimeout(timer);
  };
}
