import type { WatchedCluster } from '../kube/watch/cache';
import type { Origin } from '../live/origin';

/** A cluster as the live views see it: its own RBAC decides, about who the person is there. */
export function clusterOrigin(
  cluster: Pick<
    WatchedCluster,
    'name' | 'reach' | 'onReach' | 'access' | 'identity'
  >,
): Origin {
  const { access, identity } = cluster;
  return {
    name: cluster.name,
    freshness: () => cluster.reach(),
    onFreshness: listener => cluster.onReach(listener),
    accessOf(person) {
      const who = identity(person);
      return (
        who && {
          identity: JSON.stringify(who),
          may: right => access.may(who, right),
        }
      );
    },
    onAccessChanged: listener => access.onRightsChanged(listener),
  };
}
