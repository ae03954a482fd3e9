import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { usePaths } from './requests/usePaths';
import { VolumesPanel } from './storage/VolumesPanel';
import { useEntityPlaces } from './workloads/useEntityPlaces';

/** The Volumes tab: the claims of the namespaces that an entity's workloads run in. */
export function VolumesPage() {
  const { entity } = useEntity();
  const places = useEntityPlaces(stringifyEntityRef(entity));
  const paths = usePaths();
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
    <VolumesPanel name={entity.metadata.name} places={places} links={links} />
  );
}
