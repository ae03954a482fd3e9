import type { Person } from '../../person';
import { askWorkIn } from './namespaceRights';
import type { MayWork, RequestClusters } from '../parts';

/** @param personNamed - who is behind a ref of the catalog now; undefined for nobody */
export function createMayWork(
  clusters: Pick<RequestClusters, 'get'>,
  personNamed: (ref: string) => Promise<Person | undefined>,
): MayWork {
  return async ({ cluster: name, namespace, by }) => {
    const cluster = clusters.get(name);
    if (!cluster) return false;
    const person = await personNamed(by);
    return person !== undefined && askWorkIn(cluster, namespace, person);
  };
}
