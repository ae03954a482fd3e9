import Typography from '@material-ui/core/Typography';
import type {
  HandOverLook,
  InsideRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../../../parts/dialog/ActDialog';
import { Field } from '../../../parts/Field';
import { visible } from '../../../parts/text/visible';
import { Waiting } from '../../../parts/state/Waiting';
import { type Loaded, useGet } from '../../../portal/useLoaded';
import { requestPath } from '../../client';
import { kindWords, nameOfRef, stateWords } from '../../words';
import type { DialogProps } from './SayDialogs';

function Rows({ title, rows }: { title: string; rows: InsideRequest[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <Typography>{title}</Typography>
      <ul aria-label={title}>
        {rows.map(({ kind, name, team, state }) => (
          <li key={`${kind} ${name}`}>
            {kindWords[kind]} {visible(name)} ({nameOfRef(team)},{' '}
            {stateWords[state].toLowerCase()})
          </li>
        ))}
      </ul>
    </>
  );
}

function Look({ look }: { look: HandOverLook }) {
  const { goes, ends, stays, others } = look;
  return (
    <>
      <Rows title="This changes hands:" rows={goes} />
      {others.pods + others.claims > 0 && (
        <Typography>
          With the namespace go its {others.pods} pods and {others.claims}{' '}
          volume claims.
        </Typography>
      )}
      <Rows title="This is not approved yet, and ends:" rows={ends} />
      <Rows title="This stays with its team:" rows={stays} />
    </>
  );
}

function LoadedLook({ loaded }: { loaded: Loaded<HandOverLook> }) {
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

const useLook = (id: string): Loaded<HandOverLook> =>
  useGet<HandOverLook>(requestPath(id, '/hand-over')).loaded;

interface HandOverDialogProps extends DialogProps<{ team: string }> {
  groups: readonly string[];
}

/** Offers it to another team; nothing changes hands before that team has accepted. */
export function HandOverDialog(props: HandOverDialogProps) {
  const { page, groups, onConfirm, onClose } = props;
  const look = useLook(page.id);
  const [team, setTeam] = useState('');
  return (
    <ActDialog
      title={`Hand ${page.name} over?`}
      confirm="Offer"
      may={team.trim().length > 2 || 'A team is needed.'}
      onConfirm={() => onConfirm({ team: team.trim() })}
      onClose={onClose}
    >
      <Typography>
        A member of the other team has to accept. Until then everything stays
        with {nameOfRef(page.team)}; from then on it counts against the other
        team's budget, and {nameOfRef(page.team)} can no longer change it.
      </Typography>
      <LoadedLook loaded={look} />
      <Field
        label="To the team"
        value={team}
        onChange={setTeam}
        suggestions={groups}
        help="As the catalog calls it: group:default/team-payments."
        maxLength={320}
      />
    </ActDialog>
  );
}

/** Takes it, exactly as it is shown. */
export function AcceptDialog(props: DialogProps<{ mark: string }>) {
  const { page, onConfirm, onClose } = props;
  const look = useLook(page.id);
  const mark = 'value' in look ? look.value.mark : undefined;
  return (
    <ActDialog
      title={`Accept the ${page.kind} ${page.name}?`}
      confirm="Accept"
      may={mark !== undefined || 'What goes with it is not known yet.'}
      onConfirm={() => onConfirm({ mark: mark ?? '' })}
      onClose={onClose}
    >
      <Typography>
        {nameOfRef(page.offer?.team ?? '')} owns it from then on, and it counts
        against that team's budget.
      </Typography>
      <LoadedLook loaded={look} />
    </ActDialog>
  );
}
