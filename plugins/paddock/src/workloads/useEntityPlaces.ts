import { useMemo } from 'react';
import { useEntityWorkloads } from './useEntityWorkloads';

export interface EntityPlace {
  cluster: string;
  namespace: string;
}

/** The namespaces that an entity's workloads run in, undefined while they are not known; and how they are known. */
export function useEntityPlaces(entityRef: string) {
  const { topic, workloads } = useEntityWorkloads(entityRef);
  const known = topic.state === 'ready';
  const key = JSON.stringify(
    [
      ...new Set(
        workloads.map(
          ({ workload: { cluster, namespace } }) => `${cluster}\n${namespace}`,
        ),
      ),
    ].sort(),
  );
  const places = useMemo(
    (): EntityPlace[] | undefined =>
      known
        ? (JSON.parse(key) as string[]).map(place => {
            const [cluster = '', namespace = ''] = place.split('\n');
            return { cluster, namespace };
          })
        : undefined,
    [known, key],
  );
  return { topic, places };
}
