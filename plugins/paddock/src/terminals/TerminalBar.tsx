import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { Ref } from 'react';
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
  container: string;
  names: string[];
  onChoose: (container: string) => void;
  state: TerminalState['state'];
  button: Ref<HTMLButtonElement>;
  onOpen: () => void;
  onEnd: () => void;
  onReadOut: (on: boolean) => void;
}

/** Which container, and whether a terminal is open there. */
export function TerminalBar(props: TerminalBarProps) {
  const { container, names, state, button } = props;
  const classes = useStyles();
  const isOn = state === 'open' || state === 'connecting';
  return (
    <div className={classes.bar}>
      <TextField
        id="terminal-container"
        select
        size="small"
        label="Container"
        value={container}
        disabled={isOn}
        onChange={event => props.onChoose(event.target.value)}
      >
        {names.map(each => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <Button
        ref={button}
        variant="contained"
        color="primary"
        onClick={isOn ? props.onEnd : props.onOpen}
      >
        {isOn ? 'End the terminal' : 'Open a terminal'}
      </Button>
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
