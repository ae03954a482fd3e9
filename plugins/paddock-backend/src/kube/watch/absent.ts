import { isStatus, KubeError } from '../connection/errors';
import type { V1APIResourceList } from '@kubernetes/client-node';
import type { Round } from './resync';
import type { Wire } from '../objects/wire';

/** Is this failure only that the cluster does not have a kind that it need not have? */
export async function isAbsent(
  round: Round,
  failure: unknown,
): Promise<boolean> {
  if (!round.watched.optional || !(failure instanceof KubeError)) return false;
  if (failure.status === 404) return true;
  // To whoever has no right to it the API server does not say whether it is there; discovery does.
  return failure.status === 403 && !(await isServed(round));
}

async function isServed({ connection, watched, signal }: Round) {
  const slash = watched.path.lastIndexOf('/');
  const plural = watched.path.slice(slash + 1);
  try {
    const path = watched.path.slice(0, slash);
    const answer = await connection.request('GET', path, { signal });
    const { resources } = answer as Wire<V1APIResourceList>;
    return resources?.some(({ name }) => name === plural) ?? true;
  } catch (error) {
    return !isStatus(error, 404);
  }
}
