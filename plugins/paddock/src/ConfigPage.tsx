import { useEntity } from '@backstage/plugin-catalog-react';
import { ConfigDrawer } from './config/ConfigDrawer';
import { ConfigPanel } from './config/ConfigPanel';
import { useConfigPlace } from './config/useConfigPlace';
import { RestartButton } from './workloads/commands/RestartButton';
import { EntityPlaces } from './workloads/EntityPlaces';

/** The Config tab: the ConfigMaps of the namespaces that an entity's workloads run in. */
export function ConfigPage() {
  const { entity } = useEntity();
  const { open } = useConfigPlace();
  return (
    <>
      <EntityPlaces
        of={places => (
          <ConfigPanel
            name={entity.metadata.name}
            places={places}
            onOpen={open}
          />
        )}
      />
      <ConfigDrawer
        restart={workload => <RestartButton workload={workload} />}
      />
    </>
  );
}
