import type { MayList } from '@paddock/backstage-plugin-kubernetes-backend-module-paddock';
import type { Clusters } from './clusters';
import type { PersonOf } from './person';

/** Decides for plugin-kubernetes as Paddock's own views do: by the cluster's RBAC, and no where anything is unclear. */
export function createMayList(
  clusters: Pick<Clusters, 'get'>,
  personOf: PersonOf,
): MayList {
  return async (credentials, { cluster: name, ...listing }) => {
    const cluster = clusters.get(name);
    if (!cluster) return false;
    try {
      const who = cluster.identity(await personOf(credentials));
      if (!who) return false;
      return await cluster.access.may(who, { verb: 'list', ...listing });
    } catch {
      // No person of the catalog, so nobody with rights in a cluster; or a cluster that cannot be asked.
      return false;
    }
  };
}
