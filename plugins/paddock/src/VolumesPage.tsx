import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { usePaths } from './requests/usePaths';
import { VolumesPanel } from './storage/VolumesPanel';
import { EntityPlaces } from './workloads/EntityPlaces';

/** The Volumes tab: the claims of the namespaces that an entity's workloads run in. */
export function VolumesPage() {
  const { entity } = useEntity();
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
    <EntityPlaces
      of={places => (
        <VolumesPanel
          name={entity.metadata.name}
          places={places}
          links={links}
        />
      )}
    />
  );
}
