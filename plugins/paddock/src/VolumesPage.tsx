import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { usePaths } from './requests/usePaths';
import { VolumesPanel } from './storage/VolumesPanel';
import { useEntityWorkloads } from './workloads/useEntityWorkloads';

/** The Volumes tab: the claims of the namespaces that an entity's workloads run in. */
export function VolumesPage() {
  const { entity } = useEntity();
  const { topic, workloads } = useEntityWorkloads(stringifyEntityRef(entity));
  const paths = usePaths();
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
  const places = useMemo(
    () =>
      (JSON.parse(key) as string[]).map(place => {
        const [cluster = '', namespace = ''] = place.split('\n');
        return { cluster, namespace };
      }),
    [key],
  );
  const links = useMemo(
    () => ({
      ask: (place: { cluster: string; namespace: string }, snapshot?: string) =>
        paths.ask('volume', {
          ...place,
          ...(snapshot && { fromSnapshot: snapshot }),
        }),
      request: paths.one,
    }),
    [paths],
  );
  return (
    <VolumesPanel
      name={entity.metadata.name}
      places={known ? places : undefined}
      links={links}
    />
  );
}
