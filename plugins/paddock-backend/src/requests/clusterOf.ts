import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { RunningCluster } from '../kube/watchedCluster';
import type { RequestClusters } from './parts';

/** @throws NotFoundError for a cluster that the portal does not know, ServiceUnavailableError for one that is away */
export function clusterOf(
  { clusters }: { clusters: RequestClusters },
  name: string,
): RunningCluster {
  const cluster = clusters.get(name);
  if (!cluster) throw new NotFoundError(`There is no cluster "${name}".`);
  const { state } = cluster.reach();
  if (state === 'stale' || state === 'refused') {
    throw new ServiceUnavailableError(
      `The cluster "${name}" does not answer the portal now. Try again when it does.`,
    );
  }
  return cluster;
}
