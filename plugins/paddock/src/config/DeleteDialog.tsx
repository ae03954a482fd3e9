import Typography from '@material-ui/core/Typography';
import {
  type ConfigMapDetail,
  deleteCommand,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../parts/dialog/ActDialog';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Field } from '../parts/Field';
import { Unread } from '../parts/state/Unread';
import { usePortal } from '../portal/usePortal';
import { mapPath } from './places';
import { UserList } from './UserList';

interface DeleteDialogProps {
  detail: ConfigMapDetail;
  onClose: () => void;
  onAsked: () => void;
}

/** Deletes a ConfigMap, once its name has been typed: what is in it does not come back. */
export function DeleteDialog({ detail, onClose, onAsked }: DeleteDialogProps) {
  const portal = usePortal();
  const [typed, setTyped] = useState('');
  const { name, uid, usedBy, unread } = detail;
  return (
    <ActDialog
      title={`Delete ${name}`}
      confirm="Delete"
      may={typed === name || 'Type the name of the ConfigMap.'}
      onClose={onClose}
      onConfirm={async () => {
        const path = `${mapPath(detail)}?uid=${encodeURIComponent(uid)}`;
        await portal.remove(path);
        onAsked();
      }}
    >
      <Typography>
        {usedBy.length === 0
          ? 'Nothing is known to use it.'
          : 'These use it. Their running pods go on until a container of theirs starts again; without it none can start, unless they call it optional:'}
      </Typography>
      <UserList users={usedBy} />
      <Unread unread={unread} />
      <Field
        label={`Type ${name}`}
        value={typed}
        onChange={setTyped}
        maxLength={253}
      />
      <CopyBlock label="kubectl command" text={deleteCommand(detail)} />
    </ActDialog>
  );
}
