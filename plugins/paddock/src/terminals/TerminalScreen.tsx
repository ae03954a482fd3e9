import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useRef, useState, type ReactNode } from 'react';
import { Notice } from '../parts/state/Notice';
import type { Asking } from './asking';
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

interface TerminalScreenProps {
  /** What it is called: `Terminal in api of api-1`. */
  label: string;
  /** What it is opened with, or why it cannot be opened now. */
  asking: Asking | { why: string };
  /** What is chosen before it is opened; told whether it is open. */
  choice?: (isOn: boolean) => ReactNode;
  onOpen?: () => void;
}

/** A terminal with what opens and ends it. */
export function TerminalScreen(props: TerminalScreenProps) {
  const { label, asking, choice, onOpen } = props;
  const classes = useStyles();
  const hint = useId();
  const screen = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);
  const [asked, setAsked] = useState<Pasted>();
  const terminal = useTerminal({
    pasted(text) {
      const pasted = lookAtPaste(text);
      if (pasted.is === 'plain') terminal.paste(pasted.text);
      else setAsked(pasted);
    },
    left: () => button.current?.querySelector('button')?.focus(),
  });
  const { state } = terminal.state;
  return (
    <>
      <TerminalBar
        {...{ state, button }}
        may={'why' in asking ? asking.why : true}
        onOpen={() => {
          if ('why' in asking || !screen.current) return;
          onOpen?.();
          terminal.connect(screen.current, asking);
        }}
        onEnd={terminal.disconnect}
        onReadOut={terminal.readOut}
      >
        {choice?.(state === 'open' || state === 'connecting')}
      </TerminalBar>
      <Standing of={terminal.state} onStay={terminal.stay} />
      <Typography variant="body2" id={hint}>
        Ctrl+F6 leads out of the terminal with the keyboard. What you do is done
        in your name; that you opened it is recorded.
      </Typography>
      <div
        ref={screen}
        className={classes.screen}
        hidden={state === 'closed'}
        role="group"
        aria-label={label}
        aria-describedby={hint}
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

interface StandingProps {
  of: TerminalState;
  onStay: () => void;
}

function Standing({ of, onStay }: StandingProps) {
  switch (of.state) {
    case 'closed':
      return null;
    case 'connecting':
      return (
        <Typography role="status">
          The terminal is being opened. {of.message}
        </Typography>
      );
    case 'open':
      return of.endsIn ? (
        <Notice tone="warning" title="Nothing has been typed for a while.">
          <Typography>
            The terminal ends in {of.endsIn} seconds, unless you type.
          </Typography>
          <Button variant="outlined" size="small" onClick={onStay}>
            Keep it open
          </Button>
        </Notice>
      ) : (
        <Typography role="status">The terminal is open.</Typography>
      );
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
