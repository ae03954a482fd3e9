import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  actsOfKind,
  type Workload,
  type WorkloadAct,
  type WorkloadActs,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActButton } from '../../parts/dialog/ActButton';
import { ActDialog } from '../../parts/dialog/ActDialog';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { RollBackDialog } from './RollBackDialog';
import { ScaleDialog } from './ScaleDialog';
import { useActs } from './useActs';
import { useAsk } from './useAsk';
import { command, consequence, mayOf, titleOf } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/**
 * Of pausing and resuming one is possible at a time, and only that one is shown; the same for retrying what is aborted
 * and aborting what is not.
 */
function shown({ kind }: Workload, { acts }: WorkloadActs): WorkloadAct[] {
  const fits = (act: WorkloadAct) => acts[act].state !== 'not-for-this';
  const hidden = [
    fits('resume') ? 'pause' : 'resume',
    fits('retry') ? 'abort' : 'retry',
  ];
  return actsOfKind[kind].filter(act => !hidden.includes(act));
}

/** What a person can do to a workload. Each button says why, where it cannot be used. */
export function CommandBar({ workload }: { workload: Workload }) {
  const classes = useStyles();
  const acts = useActs(workload);
  const { asked, ask } = useAsk(workload);
  const [open, setOpen] = useState<WorkloadAct>();
  if (acts.state === 'waiting') return null;
  if (acts.state === 'unknown') {
    return (
      <Typography variant="body2">
        What you may do here is not known: {acts.reason}
      </Typography>
    );
  }
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={`Acts on ${workload.name}`}
    >
      {shown(workload, acts.answer).map(act => (
        <ActButton
          key={act}
          size="small"
          variant="outlined"
          may={mayOf(acts.answer.acts[act])}
          onClick={() => setOpen(act)}
        >
          {titleOf(act, workload)}
        </ActButton>
      ))}
      <Typography variant="body2" role="status">
        {asked.state === 'asked' && `${titleOf(asked.act, workload)}: asked`}
      </Typography>
      {open && (
        <OpenAct
          act={open}
          workload={workload}
          autoscaler={acts.answer.autoscaler}
          onClose={() => setOpen(undefined)}
          onAct={body => ask(open, body)}
        />
      )}
    </div>
  );
}

interface OpenActProps {
  act: WorkloadAct;
  workload: Workload;
  autoscaler?: string;
  onClose: () => void;
  onAct: (body?: object) => Promise<void>;
}

function OpenAct({ act, onAct, autoscaler, ...shared }: OpenActProps) {
  const { workload } = shared;
  const dialog = {
    ...shared,
    title: `${titleOf(act, workload)} ${workload.name}`,
    confirm: titleOf(act, workload),
  };
  switch (act) {
    case 'scale':
      return (
        <ScaleDialog
          {...dialog}
          autoscaler={autoscaler}
          onScale={replicas => onAct({ replicas })}
        />
      );
    case 'rollBack':
      return (
        <RollBackDialog
          {...dialog}
          onRollBack={revision => onAct({ revision })}
        />
      );
    default:
      return (
        <ActDialog
          {...dialog}
          may
          onConfirm={() => onAct(act === 'promote' ? seenStep(workload) : {})}
        >
          <Typography>{consequence(act, workload)}</Typography>
          <CopyBlock label="kubectl command" text={command(act, workload)} />
        </ActDialog>
      );
  }
}

/** What was seen is what is promoted: a step that has been taken meanwhile is not taken for this one. */
function seenStep({ delivery }: Workload): { step?: number } {
  return delivery?.how.strategy === 'canary' ? { step: delivery.how.at } : {};
}
