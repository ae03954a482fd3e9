import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  bar: {
    height: theme.spacing(4),
    marginBottom: theme.spacing(1),
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.action.hover,
  },
  first: { width: '60%', marginBottom: theme.spacing(3) },
}));

interface WaitingProps {
  /** What is on its way: `workloads`. */
  what: string;
  rows?: number;
}

/** The shape of the page that is to come: a sentence, and rows. */
export function Waiting({ what, rows = 6 }: WaitingProps) {
  const classes = useStyles();
  return (
    <div role="status" aria-busy="true" aria-label={`Loading ${what}`}>
      <div className={`${classes.bar} ${classes.first}`} />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.bar} />
      ))}
    </div>
  );
}
