import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { dnsLabel, runCommand } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Field } from '../parts/Field';
import { useSlowed } from '../parts/useSlowed';
import { inNewPod } from './asking';
import { blankShell, readShell } from './shellForm';
import { ShellFields } from './ShellFields';
import { TerminalScreen } from './TerminalScreen';
import { mayOf, type Rights, useRights } from './useRights';
import type { ShellPlace } from './useShellPlace';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(2) } },
}));

/** Names that are offered while one types. */
export interface ShellKnown {
  clusters: readonly string[];
  namespaces: readonly string[];
  images: readonly string[];
  nodes: readonly string[];
}

interface ShellPanelProps {
  place: ShellPlace;
  known: ShellKnown;
  onPlace: (place: ShellPlace) => void;
}

/** A terminal in a pod that is there for nothing else. */
export function ShellPanel({ place, known, onPlace }: ShellPanelProps) {
  const classes = useStyles();
  const [form, setForm] = useState(blankShell);
  const namespace = dnsLabel.test(place.namespace) ? place.namespace : '';
  // The rights are not asked for at every letter.
  const rights = useRights(place.cluster, useSlowed(namespace, 300));
  const read = readShell(form);
  return (
    <div className={classes.root}>
      <Typography>
        A pod is made for you, in your name, and removed when you end the
        terminal, leave this page or close the browser.
      </Typography>
      <Field
        label="Cluster"
        value={place.cluster}
        onChange={cluster => onPlace({ ...place, cluster })}
        options={known.clusters.map(each => ({ value: each, text: each }))}
      />
      <Field
        label="Namespace"
        value={place.namespace}
        onChange={to => onPlace({ ...place, namespace: to.toLowerCase() })}
        suggestions={known.namespaces}
        maxLength={63}
      />
      <ShellFields
        form={form}
        onChange={setForm}
        images={known.images}
        nodes={known.nodes}
      />
      <TerminalScreen
        label="Terminal in the new pod"
        asking={askingFor(
          { cluster: place.cluster, namespace },
          { rights, read },
        )}
      />
      {read.is === 'complete' && (
        <CopyBlock
          label="command for your own terminal"
          text={runCommand(namespace || 'NAMESPACE', read.asked)}
        />
      )}
    </div>
  );
}

function askingFor(
  { cluster, namespace }: ShellPlace,
  given: { rights: Rights; read: ReturnType<typeof readShell> },
) {
  const { rights, read } = given;
  if (!cluster) return { why: 'Choose a cluster.' };
  if (!namespace) return { why: 'Name a namespace.' };
  const may = mayOf(rights, 'shell');
  if (may !== true) return { why: may };
  if (read.is === 'incomplete') return { why: read.why };
  return inNewPod({ cluster, namespace }, read.asked);
}
