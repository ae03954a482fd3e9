import type { ConfigMapDetail } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { LookedAt } from '../parts/LookedAt';
import { SideDrawer } from '../parts/SideDrawer';
import { useLooked } from '../portal/useLooked';
import { ConfigView } from './ConfigView';
import { type ConfigPlace, mapPath, type Restartable } from './places';
import { useConfigPlace } from './useConfigPlace';

interface ConfigDrawerProps {
  /** What restarts a workload, so that its pods take the new value. */
  restart: (workload: Restartable) => ReactNode;
}

/** The ConfigMap that the address names, beside the page. Closing it leaves the page where it was. */
export function ConfigDrawer({ restart }: ConfigDrawerProps) {
  const { place, close } = useConfigPlace();
  return (
    <SideDrawer
      open={place !== undefined}
      title={`ConfigMap ${place?.name ?? ''}`}
      place={place && `${place.cluster} / ${place.namespace}`}
      closeLabel="Close the ConfigMap"
      onClose={close}
    >
      {place && <OpenConfig place={place} restart={restart} />}
    </SideDrawer>
  );
}

interface OpenConfigProps extends ConfigDrawerProps {
  place: ConfigPlace;
}

function OpenConfig({ place, restart }: OpenConfigProps) {
  const { cluster, namespace, name } = place;
  const { looked, again } = useLooked<ConfigMapDetail>(mapPath(place));
  return (
    <LookedAt
      what={`the ConfigMap ${name}`}
      looked={looked}
      missing={{ cluster, namespace, verb: 'get', resource: 'configmaps' }}
    >
      {detail => (
        <ConfigView detail={detail} restart={restart} onAsked={again} />
      )}
    </LookedAt>
  );
}
