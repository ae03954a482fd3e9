import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useId, useRef, useState } from 'react';
import { CopyBlock } from '../parts/CopyBlock';
import { Notice } from '../parts/Notice';
import { lookAtPaste, type Pasted } from './paste';
import { PasteDialog } from './PasteDialog';
import type { TerminalState } from './startTerminal';
import { TerminalBar } from './TerminalBar';
import { useTerminal } from './useTerminal';

const useStyles = makeStyles(theme => ({
  screen: {
    height: 'min(28rem, 60vh)',
    padding: theme.spacing(0.5),
    backgroundColor: '#000',
  },
}));

/** A shell in one of the pod's containers. */
export function TerminalPanel({ pod }: { pod: PodDetail }) {
  const running = pod.containers.filter(each => each.state.is === 'running');
  const main = running.find(each => each.kind === 'main') ?? running[0];
  const [chosen, setChosen] = useState<string>();
  const container = chosen ?? main?.name;
  if (!container) {
    return (
      <Notice title="No container of this pod is running.">
        <Typography>A terminal can be opened once one is.</Typography>
      </Notice>
    );
  }
  const names = new Set([container, ...running.map(each => each.name)]);
  return (
    <ContainerTerminal
      key={container}
      pod={pod}
      container={container}
      names={[...names]}
      onChoose={setChosen}
    />
  );
}

interface ContainerTerminalProps {
  pod: PodDetail;
  container: string;
  names: string[];
  onChoose: (container: string) => void;
}

function ContainerTerminal(props: ContainerTerminalProps) {
  const { cluster, namespace, name } = props.pod;
  const { container } = props;
  const classes = useStyles();
  const hint = useId();
  const screen = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<Pasted>();
  const place = { cluster, namespace, pod: name, container };
  const terminal = useTerminal(place, {
    pasted(text) {
      const pasted = lookAtPaste(text);
      if (pasted.is === 'plain') terminal.paste(pasted.text);
      else setAsked(pasted);
    },
    left: () => button.current?.focus(),
  });
  const { state } = terminal.state;
  return (
    <>
      <TerminalBar
        {...{ ...props, state, button }}
        onOpen={() => {
          // From here on this container is meant, whichever is the first to run.
          props.onChoose(container);
          if (screen.current) terminal.connect(screen.current);
        }}
        onEnd={terminal.disconnect}
        onReadOut={terminal.readOut}
      />
      <Standing of={terminal.state} />
      <Typography variant="body2" id={hint}>
        Ctrl+F6 leads out of the terminal with the keyboard. What you do is done
        in your name; that you opened it is recorded.
      </Typography>
      <div
        ref={screen}
        className={classes.screen}
        hidden={state === 'closed'}
        role="group"
        aria-label={`Terminal in ${container} of ${name}`}
        aria-describedby={hint}
      />
      <CopyBlock
        label="command for your own terminal"
        text={`kubectl -n ${namespace} exec -it ${name} -c ${container} -- sh`}
      />
      {asked && (
        <PasteDialog
          pasted={asked}
          onPaste={terminal.paste}
          onClose={() => {
            setAsked(undefined);
            terminal.focus();
          }}
        />
      )}
    </>
  );
}

function Standing({ of }: { of: TerminalState }) {
  switch (of.state) {
    case 'closed':
      return null;
    case 'connecting':
      return (
        <Typography role="status">The terminal is being opened.</Typography>
      );
    case 'open':
      return <Typography role="status">The terminal is open.</Typography>;
    default:
      return of.reason === 'exited' ? (
        <Typography role="status">{of.message}</Typography>
      ) : (
        <Notice tone="error" title="The terminal has ended.">
          <Typography>{of.message}</Typography>
        </Notice>
      );
  }
}
