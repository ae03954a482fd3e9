import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  debugCommand,
  type PodDetail,
} from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { Check } from '../parts/Check';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Field } from '../parts/Field';
import { inDebugContainer } from './asking';
import { blankShell, readDebug } from './shellForm';
import { TerminalScreen } from './TerminalScreen';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(2) } },
}));

interface DebugPanelProps {
  pod: PodDetail;
  may: true | string;
}

/** A container with tools of its own, put into a running pod. */
export function DebugPanel({ pod, may }: DebugPanelProps) {
  const { cluster, namespace, name, containers } = pod;
  const classes = useStyles();
  const targets = containers.filter(({ kind }) => kind !== 'debug');
  const [form, setForm] = useState(blankShell);
  const [target, setTarget] = useState(
    targets.find(({ kind }) => kind === 'main')?.name ?? '',
  );
  const read = readDebug(form, target);
  const place = { cluster, namespace, pod: name };
  return (
    <div className={classes.root}>
      <Typography>
        A container of another image is put into {name}, beside those that run.
        Nothing is restarted. It stays listed in the pod until the pod ends:
        Kubernetes never takes one out again.
      </Typography>
      <Field
        label="Image of the debug container"
        value={form.image}
        onChange={image => setForm({ ...form, image })}
        suggestions={[...new Set(containers.map(({ image }) => image))]}
        help="One with the tools that you miss."
        maxLength={500}
      />
      <Field
        label="Sees the processes of"
        value={target}
        onChange={setTarget}
        options={[
          ...targets.map(each => ({ value: each.name, text: each.name })),
          { value: '', text: 'no other container' },
        ]}
      />
      <Field
        label="Command of the debug container"
        value={form.command}
        onChange={command => setForm({ ...form, command })}
        help="Without one: bash where the image has it, else sh."
        maxLength={4_096}
      />
      <Check
        label="Run as the image says, often as root; not every namespace admits that"
        checked={form.asImage}
        onChange={asImage => setForm({ ...form, asImage })}
      />
      <TerminalScreen
        label={`Terminal in a debug container of ${name}`}
        asking={askingFor(place, { may, read })}
      />
      {read.is === 'complete' && (
        <CopyBlock
          label="command for a debug container"
          text={debugCommand(place, read.asked)}
        />
      )}
    </div>
  );
}

function askingFor(
  place: Parameters<typeof inDebugContainer>[0],
  given: { may: true | string; read: ReturnType<typeof readDebug> },
) {
  const { may, read } = given;
  if (may !== true) return { why: may };
  if (read.is === 'incomplete') return { why: read.why };
  return inDebugContainer(place, read.asked);
}
