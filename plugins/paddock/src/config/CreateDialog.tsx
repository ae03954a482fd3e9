import Typography from '@material-ui/core/Typography';
import {
  createCommand,
  dnsName,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../parts/dialog/ActDialog';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Field } from '../parts/Field';
import { usePortal } from '../portal/usePortal';
import { addRow, changeOf, type Draft, mayDraft } from './draft';
import { DraftEditor } from './DraftEditor';
import { type ConfigNamespace, mapsPath } from './places';

function mayCreate(name: string, draft: Draft): true | string {
  if (!dnsName.test(name)) {
    return 'Give a name of small letters, digits, "-" and ".".';
  }
  return draft.length === 0 ? 'Add a key, or take a file.' : mayDraft(draft);
}

interface CreateDialogProps {
  place: ConfigNamespace;
  onClose: () => void;
  onAsked: (name: string) => void;
}

/** A new ConfigMap, from what is typed and from files. */
export function CreateDialog({ place, onClose, onAsked }: CreateDialogProps) {
  const portal = usePortal();
  const [name, setName] = useState('');
  const [draft, setDraft] = useState<Draft>(() => addRow([]));
  const { set } = changeOf(draft, []);
  return (
    <ActDialog
      title={`Create a ConfigMap in ${place.namespace}`}
      confirm="Create"
      may={mayCreate(name, draft)}
      wide
      onClose={onClose}
      onConfirm={async () => {
        const path = mapsPath(place);
        await portal.post(path, { name, entries: set });
        onAsked(name);
      }}
    >
      <Typography>
        Configuration that is no secret, for pods of {place.cluster} /{' '}
        {place.namespace}. Everybody who may read ConfigMaps there can read it;
        passwords belong into a Secret.
      </Typography>
      <Field label="Name" value={name} onChange={setName} maxLength={253} />
      <DraftEditor draft={draft} onDraft={setDraft} />
      <CopyBlock
        label="kubectl command"
        text={createCommand({ ...place, name }, set)}
      />
    </ActDialog>
  );
}
