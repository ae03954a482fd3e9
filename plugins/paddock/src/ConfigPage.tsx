import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ConfigDrawer } from './config/ConfigDrawer';
import { ConfigPanel } from './config/ConfigPanel';
import { useConfigPlace } from './config/useConfigPlace';
import { RestartButton } from './workloads/commands/RestartButton';
import { useEntityPlaces } from './workloads/useEntityPlaces';

/** The Config tab: the ConfigMaps of the namespaces that an entity's workloads run in. */
export function ConfigPage() {
  const { entity } = useEntity();
  const places = useEntityPlaces(stringifyEntityRef(entity));
  const { open } = useConfigPlace();
  return (
    <>
      <ConfigPanel name={entity.metadata.name} places={places} onOpen={open} />
      <ConfigDrawer
        restart={workload => <RestartButton workload={workload} />}
      />
    </>
  );
}
