import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import type {
  Workload,
  WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../../parts/dialog/ActDialog';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { Waiting } from '../../parts/state/Waiting';
import { type Loaded, useGet } from '../../portal/useLoaded';
import { pathOf } from './path';
import { RevisionChanges, RevisionTitle } from './RevisionChanges';
import { command } from './words';

interface RollBackDialogProps {
  title: string;
  confirm: string;
  workload: Workload;
  onClose: () => void;
  onRollBack: (revision: number) => Promise<void>;
}

/** What the cluster keeps, newest first. */
type Revisions = Loaded<WorkloadRevision[]>;

const others = (known: Revisions) =>
  'value' in known ? known.value.filter(each => !each.current) : [];

/**
 * The revision before the current one is what is mostly wanted; but where somebody went back to the current one, that is
 * what they came from.
 */
function usual(known: Revisions): number | undefined {
  if (!('value' in known)) return undefined;
  const current = known.value.find(each => each.current);
  const cameBack = others(known).some(
    ({ createdAt }) => current && createdAt > current.createdAt,
  );
  return cameBack ? undefined : others(known)[0]?.revision;
}

/** Chooses an earlier revision, and says what a rollback does not bring back. */
export function RollBackDialog(props: RollBackDialogProps) {
  const { workload, onRollBack, ...dialog } = props;
  const { loaded: known } = useGet<WorkloadRevision[]>(
    `${pathOf(workload)}/revisions`,
  );
  const [picked, setPicked] = useState<number>();
  const chosen = picked ?? usual(known);
  const revision = others(known).find(each => each.revision === chosen);
  return (
    <ActDialog
      {...dialog}
      wide
      may={mayRollBack(known, revision)}
      onConfirm={async () => revision && onRollBack(revision.revision)}
    >
      {known.state === 'waiting' && <Waiting what="the revisions" />}
      {'reason' in known && (
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
      {'value' in known && (
        <RevisionChanges
          title="What the current revision changed, against the one before it"
          revision={known.value.find(each => each.current)}
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

function mayRollBack(
  known: Revisions,
  chosen: WorkloadRevision | undefined,
): true | string {
  if (known.state === 'waiting') return 'The revisions are being read.';
  if (!('value' in known)) return 'The revisions are not known.';
  if (others(known).length === 0) {
    return 'The cluster keeps no earlier revision of it.';
  }
  return chosen ? true : 'Choose a revision.';
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
