import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import type {
  Workload,
  WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../../parts/ActDialog';
import { CopyBlock } from '../../parts/CopyBlock';
import { Waiting } from '../../parts/Waiting';
import { RevisionChanges, RevisionTitle } from './RevisionChanges';
import { useRevisions, type RevisionsState } from './useRevisions';
import { command } from './words';

interface RollBackDialogProps {
  title: string;
  confirm: string;
  workload: Workload;
  onClose: () => void;
  onRollBack: (revision: number) => Promise<void>;
}

const others = (known: RevisionsState) =>
  known.state === 'known' ? known.revisions.filter(r => !r.current) : [];

/** Chooses an earlier revision, and says what a rollback does not bring back. */
export function RollBackDialog(props: RollBackDialogProps) {
  const { workload, onRollBack, ...dialog } = props;
  const known = useRevisions(workload);
  const [picked, setPicked] = useState<number>();
  // The revision before the current one is what is mostly wanted.
  const chosen = picked ?? others(known)[0]?.revision;
  const revision = others(known).find(each => each.revision === chosen);
  return (
    <ActDialog
      {...dialog}
      wide
      may={mayRollBack(known)}
      onConfirm={async () => revision && onRollBack(revision.revision)}
    >
      {known.state === 'waiting' && <Waiting what="the revisions" />}
      {known.state === 'lost' && (
        <Typography role="alert">{known.reason}</Typography>
      )}
      <RadioGroup
        aria-label="Revision to roll back to"
        value={`${chosen ?? ''}`}
        onChange={(_, value) => setPicked(Number(value))}
      >
        {others(known).map(each => (
          <FormControlLabel
            key={each.revision}
            value={`${each.revision}`}
            control={<Radio color="primary" />}
            label={<RevisionTitle revision={each} />}
          />
        ))}
      </RadioGroup>
      {known.state === 'known' && (
        <RevisionChanges
          title="What the current revision changed, against the one before it"
          revision={known.revisions.find(each => each.current)}
        />
      )}
      {revision && <NotRestored revision={revision} />}
      {revision && (
        <CopyBlock
          label="kubectl command"
          text={command('rollBack', workload, revision.revision)}
        />
      )}
    </ActDialog>
  );
}

function mayRollBack(known: RevisionsState): true | string {
  if (known.state === 'waiting') return 'The revisions are being read.';
  if (known.state === 'lost') return 'The revisions are not known.';
  return others(known).length === 0
    ? 'The cluster keeps no earlier revision of it.'
    : true;
}

function NotRestored({ revision: { reads } }: { revision: WorkloadRevision }) {
  if (reads.length === 0) return null;
  const names = reads.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return (
    <Typography role="note">
      A rollback brings back the pod template only. Its pods read {names} as
      they are now; what is in them is not restored.
    </Typography>
  );
}
