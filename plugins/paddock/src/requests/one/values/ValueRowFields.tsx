import IconButton from '@material-ui/core/IconButton';
import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import DeleteIcon from '@material-ui/icons/Delete';
import VisibilityIcon from '@material-ui/icons/Visibility';
import VisibilityOffIcon from '@material-ui/icons/VisibilityOff';
import { useId, useState } from 'react';
import type { ValueRow } from './valueRows';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    // Below one another where the window is narrow.
    gridTemplateColumns: 'repeat(auto-fit, minmax(11rem, 1fr))',
    gap: theme.spacing(1),
    alignItems: 'center',
  },
  remove: { justifySelf: 'end' },
}));

// Neither the browser nor a password manager is to remember what is typed here.
const unremembered = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellCheck: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
};

interface ValueRowFieldsProps {
  row: ValueRow;
  /** Counted from 1, for labels. */
  number: number;
  /** The request names this key. */
  named: boolean;
  onChange: (row: ValueRow) => void;
  /** Absent for rows that have to stay. */
  onRemove?: () => void;
}

/** One key with its value, which is only shown on demand. */
export function ValueRowFields(props: ValueRowFieldsProps) {
  const { row, number, named, onChange, onRemove } = props;
  const classes = useStyles();
  const id = useId();
  const [shown, setShown] = useState(false);
  const what = row.key || `row ${number}`;
  return (
    <div className={classes.row}>
      <TextField
        id={`${id}-key`}
        label={`Key ${number}`}
        value={row.key}
        onChange={({ target }) => onChange({ ...row, key: target.value })}
        disabled={named}
        inputProps={{ ...unremembered, maxLength: 253 }}
        variant="outlined"
        size="small"
      />
      <TextField
        id={`${id}-value`}
        label={`Value of ${what}`}
        type={shown ? 'text' : 'password'}
        value={row.value}
        onChange={({ target }) => onChange({ ...row, value: target.value })}
        inputProps={{ ...unremembered, maxLength: 65_536 }}
        InputProps={{
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                size="small"
                aria-label={`Show the value of ${what}`}
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                {shown ? <VisibilityOffIcon /> : <VisibilityIcon />}
              </IconButton>
            </InputAdornment>
          ),
        }}
        variant="outlined"
        size="small"
      />
      {onRemove && (
        <IconButton
          className={classes.remove}
          size="small"
          aria-label={`Remove ${what}`}
          onClick={onRemove}
        >
          <DeleteIcon fontSize="small" />
        </IconButton>
      )}
    </div>
  );
}
