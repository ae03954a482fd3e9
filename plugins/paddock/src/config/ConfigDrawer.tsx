import type { ConfigMapDetail } from '@paddock/backstage-plugin-paddock-common';
import { type ReactNode, useRef, useState } from 'react';
import { LookedAt } from '../parts/state/LookedAt';
import { SideDrawer } from '../parts/dialog/SideDrawer';
import { type Loaded, useGet } from '../portal/useLoaded';
import { type Asked, ConfigView } from './ConfigView';
import { EditDialog } from './EditDialog';
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
      {place && (
        <OpenConfig key={mapPath(place)} place={place} restart={restart} />
      )}
    </SideDrawer>
  );
}

interface OpenConfigProps extends ConfigDrawerProps {
  place: ConfigPlace;
}

function OpenConfig({ place, restart }: OpenConfigProps) {
  const { loaded, again } = useGet<ConfigMapDetail>(mapPath(place), {
    everyMs: 5_000,
  });
  const [asked, setAsked] = useState<Asked>();
  const [isEditing, setIsEditing] = useState(false);
  const seen = useSeenLast(loaded);
  const ask = (what: Asked['what'], of: string) => {
    setAsked({ what, of });
    again();
  };
  return (
    <>
      <LookedAt what={`the ConfigMap ${place.name}`} looked={loaded}>
        {detail => (
          <ConfigView
            detail={detail}
            restart={restart}
            asked={asked}
            onEdit={() => setIsEditing(true)}
            onDeleted={() => ask('deletion', detail.resourceVersion)}
          />
        )}
      </LookedAt>
      {/* What is typed stays, also while what it is about cannot be seen. */}
      {isEditing && seen && (
        <EditDialog
          detail={seen}
          onClose={() => setIsEditing(false)}
          onAsked={of => ask('change', of)}
        />
      )}
    </>
  );
}

function useSeenLast<Value>(loaded: Loaded<Value>): Value | undefined {
  const last = useRef<Value>();
  if ('value' in loaded) last.current = loaded.value;
  return last.current;
}
