import Typography from '@material-ui/core/Typography';
import { dnsName } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../parts/dialog/ActDialog';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Field } from '../parts/Field';
import { usePortal } from '../portal/usePortal';
import { snapshotsPath, type VolumePlace } from './places';
import { snapshotName } from './words';

interface DialogProps {
  place: VolumePlace;
  claim: string;
  onClose: () => void;
  /** The cluster has taken it; what comes of it is seen when the volumes are read again. */
  onAsked: () => void;
}

/** Takes a snapshot, and says first what that is and what it is not. */
export function TakeSnapshot({ place, claim, onClose, onAsked }: DialogProps) {
  const portal = usePortal();
  const [name, setName] = useState(() => snapshotName(claim, new Date()));
  const path = snapshotsPath(place, claim);
  const valid = dnsName.test(name);
  return (
    <ActDialog
      title={`Take a snapshot of ${claim}`}
      confirm="Take the snapshot"
      may={valid || 'Give a name of small letters, digits, dots and dashes.'}
      onClose={onClose}
      onConfirm={async () => {
        await portal.post(path, { name });
        onAsked();
      }}
    >
      <Typography>
        Keeps what is in the volume at this moment, so that a new volume can
        begin with it. Pods go on writing meanwhile: what an application has not
        written yet is not in it. It lies in the same storage, so it is no
        backup.
      </Typography>
      <Field
        label="Name of the snapshot"
        value={name}
        onChange={setName}
        maxLength={253}
      />
      <CopyBlock
        label="call of the portal’s API"
        text={`POST /api/paddock${path}\n${JSON.stringify({ name })}`}
      />
    </ActDialog>
  );
}

/** Deletes a snapshot, once its name has been typed: it does not come back. */
export function DeleteSnapshot(props: DialogProps & { snapshot: string }) {
  const { place, claim, snapshot, onClose, onAsked } = props;
  const portal = usePortal();
  const [typed, setTyped] = useState('');
  const path = `${snapshotsPath(place, claim)}/${snapshot}`;
  return (
    <ActDialog
      title={`Delete the snapshot ${snapshot}`}
      confirm="Delete"
      may={typed === snapshot || 'Type the name of the snapshot.'}
      onClose={onClose}
      onConfirm={async () => {
        await portal.remove(path);
        onAsked();
      }}
    >
      <Typography>
        The snapshot and what is in it are gone then. The volume {claim}, and
        volumes that began with the snapshot, stay as they are.
      </Typography>
      <Field
        label={`Type ${snapshot}`}
        value={typed}
        onChange={setTyped}
        maxLength={253}
      />
      <CopyBlock
        label="kubectl command"
        text={`kubectl -n ${place.namespace} delete volumesnapshot ${snapshot}`}
      />
    </ActDialog>
  );
}
