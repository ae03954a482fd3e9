import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { ActDialog } from '../../parts/dialog/ActDialog';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { command } from './words';

/** As many as the backend takes. */
const most = 500;

interface ScaleDialogProps {
  title: string;
  confirm: string;
  workload: Workload;
  autoscaler?: string;
  onClose: () => void;
  onScale: (replicas: number) => Promise<void>;
}

function mayScale(value: number, { rollout }: Workload): true | string {
  if (!Number.isInteger(value) || value < 0 || value > most) {
    return `Give a whole number of pods from 0 to ${most}.`;
  }
  return value === rollout.counts.wanted ? `It has ${value} already.` : true;
}

/** Asks for the number of pods, and says what it means. */
export function ScaleDialog(props: ScaleDialogProps) {
  const { workload, autoscaler, onScale, ...dialog } = props;
  const { wanted } = workload.rollout.counts;
  const [text, setText] = useState(`${wanted}`);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return (
    <ActDialog
      {...dialog}
      may={mayScale(value, workload)}
      onConfirm={() => onScale(value)}
    >
      <TextField
        type="number"
        id="pods-wanted"
        label="Pods wanted"
        helperText={`Now: ${wanted}`}
        value={text}
        inputProps={{ min: 0, max: most, step: 1 }}
        onChange={event => setText(event.target.value)}
      />
      {autoscaler && (
        <Typography role="note">
          The autoscaler {autoscaler} decides about the number of pods, and will
          change it again. To change its bounds, edit the
          HorizontalPodAutoscaler.
        </Typography>
      )}
      {value === 0 && (
        <Typography role="note">
          With 0 pods nothing of {workload.name} serves until somebody scales it
          up.
        </Typography>
      )}
      <CopyBlock
        label="kubectl command"
        text={command('scale', workload, value || 0)}
      />
    </ActDialog>
  );
}
