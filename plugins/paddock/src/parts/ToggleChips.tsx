import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    alignItems: 'center',
    border: 0,
    margin: 0,
    padding: 0,
    '& .MuiChip-root': {
      margin: 0,
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
  },
  label: {
    color: theme.palette.text.primary,
    float: 'left',
    padding: 0,
    marginRight: theme.spacing(0.5),
  },
}));

interface ToggleChipsProps<Value extends string> {
  label: string;
  options: ReadonlyArray<{ value: Value; text: string; count?: number }>;
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** A few choices, any of which may be on; none means all. */
export function ToggleChips<Value extends string>(
  props: ToggleChipsProps<Value>,
) {
  const { label, options, chosen, onChange } = props;
  const classes = useStyles();
  return (
    <fieldset className={classes.root}>
      <legend className={classes.label}>{label}</legend>
      {options.map(({ value, text, count }) => {
        const on = chosen.includes(value);
        return (
          <Chip
            key={value}
            size="small"
            clickable
            component="button"
            color={on ? 'primary' : 'default'}
            variant={on ? 'default' : 'outlined'}
            aria-pressed={on}
            label={count === undefined ? text : `${text} ${count}`}
            onClick={() =>
              onChange(
                on ? chosen.filter(each => each !== value) : [...chosen, value],
              )
            }
          />
        );
      })}
    </fieldset>
  );
}
