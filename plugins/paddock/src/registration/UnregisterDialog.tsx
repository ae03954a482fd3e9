import type { Entity } from '@backstage/catalog-model';
import Typography from '@material-ui/core/Typography';
import { ActDialog } from '../parts/dialog/ActDialog';
import type { Loaded } from '../portal/useLoaded';
import { type Registration, useRegistration } from './useRegistration';

interface UnregisterDialogProps {
  entity: Entity;
  onDone: () => void;
  onClose: () => void;
}

/** Says what leaves the catalog with an entity, before it does; a denial stays in the dialog. */
export function UnregisterDialog(props: UnregisterDialogProps) {
  const { entity, onDone, onClose } = props;
  const { registration, unregister } = useRegistration(entity);
  const { title, name } = entity.metadata;
  return (
    <ActDialog
      title={`Unregister ${title ?? name}`}
      confirm="Unregister"
      may={'value' in registration || 'The catalog has not answered.'}
      onConfirm={async () => {
        await unregister();
        onDone();
      }}
      onClose={onClose}
    >
      <Leaving registration={registration} />
      <Typography variant="body2">
        Nothing in a cluster or repository is changed.
      </Typography>
    </ActDialog>
  );
}

function Leaving({ registration }: { registration: Loaded<Registration> }) {
  if (registration.state === 'waiting') {
    return <Typography role="status">Asking the catalog …</Typography>;
  }
  if (!('value' in registration)) {
    return (
      <Typography role="alert">
        The catalog does not say where it comes from: {registration.reason}
      </Typography>
    );
  }
  const { location, entities } = registration.value;
  return location ? (
    <>
      <Typography variant="body2">
        Everything that comes from {location} leaves the catalog:
      </Typography>
      <ul>
        {entities.map(each => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </>
  ) : (
    <Typography variant="body2">
      Nobody has registered it. It leaves the catalog, and comes back if the
      portal’s configuration or another source still names it.
    </Typography>
  );
}
