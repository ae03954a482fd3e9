import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: { '& + &': { marginTop: theme.spacing(1) } },
  bar: {
    display: 'flex',
    height: theme.spacing(1.5),
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    background: theme.palette.action.disabledBackground,
  },
  before: { background: theme.palette.text.secondary },
  // Stripes, so that it differs from the others by more than its colour.
  more: {
    background: `repeating-linear-gradient(45deg, ${theme.palette.info.main} 0 6px, ${theme.palette.info.light} 6px 12px)`,
  },
  over: {
    background: `repeating-linear-gradient(45deg, ${theme.palette.error.main} 0 6px, ${theme.palette.error.light} 6px 12px)`,
  },
}));

interface BeforeAfterBarProps {
  label: string;
  /** All in the same unit. */
  before: number;
  after: number;
  of: number;
  /** The same in words. */
  words: string;
}

/** How much of something is taken now, and how much would be; `words` says the same. */
export function BeforeAfterBar(props: BeforeAfterBarProps) {
  const { label, before, after, of, words } = props;
  const classes = useStyles();
  const kept = Math.min(before, after);
  const full = Math.max(of, before, after, 1);
  const share = (amount: number) => `${(100 * amount) / full}%`;
  return (
    <div className={classes.root}>
      <div
        className={classes.bar}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={full}
        aria-valuenow={after}
        aria-valuetext={words}
      >
        <span className={classes.before} style={{ width: share(kept) }} />
        <span
          className={after > of ? classes.over : classes.more}
          style={{ width: share(Math.abs(after - before)) }}
        />
      </div>
      <Typography variant="body2">
        {label}: {words}
      </Typography>
    </div>
  );
}
