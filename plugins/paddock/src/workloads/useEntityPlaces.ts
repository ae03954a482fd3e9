import { useMemo } from 'react';
import { useEntityWorkloads } from './useEntityWorkloads';

/** The namespaces that an entity's workloads run in; undefined while they are not known. */
export function useEntityPlaces(entityRef: string) {
  const { topic, workloads } = useEntityWorkloads(entityRef);
  const known = topic.state !== 'waiting';
  const key = JSON.stringify(
    [
      ...new Set(
        workloads.map(
          ({ workload: { cluster, namespace } }) => `${cluster}\n${namespace}`,
        ),
      ),
    ].sort(),
  );
  return useMemo(
    () =>
      known
        ? (JSON.parse(key) as string[]).map(place => {
            const [cluster = '', namespace = ''] = place.split('\n');
            return { cluster, namespace };
          })
        : undefined,
    [known, key],
  );
}
