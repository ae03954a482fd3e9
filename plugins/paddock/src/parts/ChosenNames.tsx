import Chip from '@material-ui/core/Chip';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId, useState } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    alignItems: 'center',
    '& .MuiChip-root': { margin: 0 },
  },
  input: { width: '11rem' },
}));

interface ChosenNamesProps {
  /** What is chosen: `namespace`. */
  what: string;
  /** What there is, with how many of it where that is known. */
  known: Record<string, number | undefined>;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** A suggestion was clicked, rather than a letter typed. */
function isPicked(event: Event) {
  return 'inputType' in event && event.inputType === 'insertReplacementText';
}

/** Some of many names: typed with suggestions, shown as chips. None means all. */
export function ChosenNames(props: ChosenNamesProps) {
  const { what, known, chosen, onChange } = props;
  const classes = useStyles();
  const inputId = useId();
  const listId = useId();
  const [text, setText] = useState('');

  const choose = (name: string) => {
    setText('');
    if (name && !chosen.includes(name)) onChange([...chosen, name]);
  };

  return (
    <div className={classes.root}>
      <TextField
        id={inputId}
        className={classes.input}
        size="small"
        variant="outlined"
        label={`Add ${what}`}
        value={text}
        inputProps={{ list: listId, autoComplete: 'off' }}
        onChange={({ target, nativeEvent }) =>
          isPicked(nativeEvent) ? choose(target.value) : setText(target.value)
        }
        onKeyDown={event => event.key === 'Enter' && choose(text.trim())}
      />
      <datalist id={listId}>
        {Object.entries(known)
          .filter(([name]) => !chosen.includes(name))
          .map(([name, count]) => (
            <option key={name} value={name}>
              {count === undefined ? name : `${count} in ${name}`}
            </option>
          ))}
      </datalist>
      {chosen.map(name => (
        <Chip
          key={name}
          size="small"
          color="primary"
          label={`${what}: ${name}`}
          onDelete={() => onChange(chosen.filter(each => each !== name))}
          aria-label={`${what}: ${name}, press Delete to remove`}
        />
      ))}
    </div>
  );
}
