import type { Person, WatchedCluster } from '../kube/cache';

/** What somebody must be able to do in a namespace to have something made there: run something that uses it. */
const toWork = { verb: 'create', group: 'apps', resource: 'deployments' };

/** The same in every namespace, present and future. */
export async function mayWorkEverywhere(
  { identity, access }: Pick<WatchedCluster, 'identity' | 'access'>,
  person: Person,
): Promise<boolean> {
  const who = identity(person);
  return who !== undefined && access.may(who, toWork).catch(() => false);
}

/** By the cluster's own RBAC; no where the cluster does not know the person or cannot be asked. */
export async function mayWorkIn(
  { identity, access }: Pick<WatchedCluster, 'identity' | 'access'>,
  namespace: string,
  person: Person,
): Promise<boolean> {
  const who = identity(person);
  return (
    who !== undefined &&
    access.may(who, { ...toWork, namespace }).catch(() => false)
  );
}
