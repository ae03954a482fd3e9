import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode, Ref } from 'react';
import { ActButton } from '../parts/dialog/ActButton';
import type { TerminalState } from './startTerminal';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
  },
}));

interface TerminalBarProps {
  state: TerminalState['state'];
  /** Whether one can be opened now, and if not, why. */
  may: true | string;
  button: Ref<HTMLSpanElement>;
  onOpen: () => void;
  onEnd: () => void;
  onReadOut: (on: boolean) => void;
  /** What stands before the button. */
  children?: ReactNode;
}

/** Opens and ends a terminal. */
export function TerminalBar(props: TerminalBarProps) {
  const { state, may, button, children } = props;
  const classes = useStyles();
  const isOn = state === 'open' || state === 'connecting';
  return (
    <div className={classes.bar}>
      {children}
      <span ref={button}>
        <ActButton
          variant="contained"
          color="primary"
          may={isOn || may}
          onClick={isOn ? props.onEnd : props.onOpen}
        >
          {isOn ? 'End the terminal' : 'Open a terminal'}
        </ActButton>
      </span>
      {state === 'open' && (
        <FormControlLabel
          control={<Checkbox color="primary" />}
          label="Read out what is printed"
          onChange={(_, on) => props.onReadOut(on)}
        />
      )}
    </div>
  );
}
