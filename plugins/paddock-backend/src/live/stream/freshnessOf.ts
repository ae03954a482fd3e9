import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/watch/cache';

/**
 * How far each cluster's part of an answer can be trusted, by name. One that could not be asked what the viewer may see has
 * a part that is not shown, however live its picture is. Made once for each viewer, since it remembers since when.
 */
export function createReachOf(now: () => Date = () => new Date()) {
  const silentSince = new Map<string, string>();

  function reachOf(cluster: WatchedCluster, isSilent: boolean): Reach {
    const { name } = cluster;
    const reach = cluster.reach();
    if (!isSilent) silentSince.delete(name);
    if (!isSilent || reach.state === 'stale' || reach.state === 'refused') {
      return reach;
    }
    const since = silentSince.get(name) ?? now().toISOString();
    silentSince.set(name, since);
    return {
      state: 'stale',
      since,
      reason: 'The cluster cannot be asked what you may see in it.',
    };
  }

  return (
    clusters: readonly WatchedCluster[],
    silent: readonly WatchedCluster[],
  ): Record<string, Reach> =>
    Object.fromEntries(
      clusters.map(each => [each.name, reachOf(each, silent.includes(each))]),
    );
}
