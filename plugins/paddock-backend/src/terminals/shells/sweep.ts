import type { PodRow } from '../../kube/watch/rows';
import type { RunningCluster } from '../../kube/watchedCluster';
import { createLiveness, dropLease, readLeases } from './lease';
import { shellLabel } from './shellPods';

interface SweepParts {
  /** The name of this process. */
  self: string;
  /** Milliseconds. */
  now: () => number;
  /** Is a terminal of this process open to the pod? */
  isHeld: (cluster: RunningCluster, pod: PodRow) => boolean;
  remove: (cluster: RunningCluster, pod: PodRow) => Promise<void>;
}

/** Removes what nobody holds: pods of this process without a terminal, and pods of processes that are gone. Level-triggered. */
export function createSweep({ self, now, isHeld, remove }: SweepParts) {
  const liveness = createLiveness(now);
  /** Clusters where others may have left a lease. */
  const unsettled = new Map<string, boolean>();

  /** Names of the processes that live. */
  async function livingAt(cluster: RunningCluster): Promise<Set<string>> {
    const living = new Set([self]);
    const leases = await readLeases(cluster);
    for (const lease of leases) {
      const name = lease.metadata?.name ?? '';
      if (name === self) continue;
      if (liveness.isDead(lease)) await dropLease(cluster, lease);
      else living.add(name);
    }
    liveness.keepOnly(living);
    unsettled.set(cluster.name, living.size > 1);
    return living;
  }

  return async (cluster: RunningCluster): Promise<void> => {
    const pods = [...cluster.cache('Pod').all()].filter(
      pod => pod.labels[shellLabel] && !pod.deletedAt,
    );
    const holderOf = (pod: PodRow) => pod.labels[shellLabel] ?? '';
    const foreign = pods.some(pod => holderOf(pod) !== self);
    const look = foreign || (unsettled.get(cluster.name) ?? true);
    const living = look ? await livingAt(cluster) : new Set([self]);
    const left = pods.filter(pod =>
      holderOf(pod) === self
        ? !isHeld(cluster, pod)
        : !living.has(holderOf(pod)),
    );
    await Promise.all(left.map(pod => remove(cluster, pod)));
  };
}
