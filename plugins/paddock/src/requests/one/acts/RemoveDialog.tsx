import Typography from '@material-ui/core/Typography';
import type { RemovalLook } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../../../parts/dialog/ActDialog';
import { Field } from '../../../parts/Field';
import { Waiting } from '../../../parts/state/Waiting';
import { visible } from '../../../parts/text/visible';
import { type Loaded, useGet } from '../../../portal/useLoaded';
import { requestPath } from '../../client';
import { nameOfRef } from '../../words';
import type { DialogProps } from './SayDialogs';
import { usedBy } from '../UsedBy';

const endings = {
  ours: '',
  gone: ' (gone already)',
  foreign: ' (not made by this request, and left where it is)',
};

function Look({ look }: { look: RemovalLook }) {
  const { objects, vault, requests, others, users } = look;
  const isUsed = 'hidden' in users || users.items.length > 0;
  return (
    <>
      {isUsed && <Typography role="alert">{usedBy(users)}</Typography>}
      <Typography>This goes with it, and cannot be brought back:</Typography>
      <ul aria-label="What goes with it">
        {objects.map(({ kind, namespace, name, state }) => {
          const where = namespace ? `${namespace}/` : '';
          const text = visible(`${kind} ${where}${name}`);
          return (
            <li key={text}>
              {text}
              {endings[state]}
            </li>
          );
        })}
        {vault.map(({ type, name }) => (
          <li key={`${type} ${name}`}>
            Vault {type} {visible(name)}
            {type === 'path' && ', with every version of its values'}
          </li>
        ))}
        {requests.map(({ kind, name, team }) => (
          <li key={`request ${kind} ${name}`}>
            The {kind} {visible(name)} of {nameOfRef(team)}, with all that was
            made for it
          </li>
        ))}
        {others.pods > 0 && <li>{others.pods} pods that run there</li>}
        {others.claims > 0 && (
          <li>{others.claims} volume claims of others, with their data</li>
        )}
      </ul>
    </>
  );
}

function LoadedLook({ loaded }: { loaded: Loaded<RemovalLook> }) {
  if (loaded.state === 'waiting') {
    return <Waiting what="what goes with it" rows={3} />;
  }
  if ('value' in loaded) return <Look look={loaded.value} />;
  return (
    <Typography role="alert">
      What goes with it could not be read.
      {loaded.state !== 'denied' && ` ${loaded.reason}`}
    </Typography>
  );
}

function mayRemove(loaded: Loaded<RemovalLook>, typed: boolean) {
  if (loaded.state === 'waiting') return 'What goes with it is being read.';
  if (!('value' in loaded)) return 'What goes with it is not known.';
  return typed || 'Type the name to go on.';
}

/** What cannot be undone asks for the name, and shows what goes with it. */
export function RemoveDialog(props: DialogProps<{ name: string }>) {
  const { page, onConfirm, onClose } = props;
  const { loaded } = useGet<RemovalLook>(requestPath(page.id, '/removal'));
  const [name, setName] = useState('');
  return (
    <ActDialog
      title={`Remove the ${page.kind} ${page.name}?`}
      confirm="Remove"
      may={mayRemove(loaded, name === page.name)}
      onConfirm={() => onConfirm({ name })}
      onClose={onClose}
    >
      <LoadedLook loaded={loaded} />
      <Field
        label={`Type ${page.name} to confirm`}
        value={name}
        onChange={setName}
        maxLength={253}
      />
    </ActDialog>
  );
}
