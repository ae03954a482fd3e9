import { isError, NotAllowedError } from '@backstage/errors';
import type { KubeIdentity, WatchedCluster } from '../kube/watch/cache';
import type { Person } from '../person';

/** Who somebody is to a cluster now; undefined for who is nobody to it any more. Never rejects. */
export type WhoNow = () => Promise<KubeIdentity | undefined>;

/**
 * For what goes on for long after its door: somebody may leave a group meanwhile, or the catalog. While the catalog cannot
 * be asked, they are who they were.
 */
export function createWhoNow(
  { identity }: Pick<WatchedCluster, 'identity'>,
  personNow: () => Promise<Person>,
  before: KubeIdentity,
): WhoNow {
  let known: KubeIdentity | undefined = before;
  return async () => {
    try {
      known = identity(await personNow());
    } catch (error) {
      if (isError(error) && error.name === NotAllowedError.name) {
        known = undefined;
      }
    }
    return known;
  };
}
