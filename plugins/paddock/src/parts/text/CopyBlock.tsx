import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    background: theme.palette.background.default,
    borderRadius: theme.shape.borderRadius,
    padding: theme.spacing(0, 1),
  },
  text: {
    flex: 1,
    minWidth: 0,
    margin: theme.spacing(1, 0),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: 'monospace',
    fontSize: '0.875rem',
  },
}));

/** A text that is there to be copied. `label` says what it is. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <pre className={classes.text} aria-label={label}>
        {text}
      </pre>
      <CopyButton text={text} what={`the ${label}`} />
    </div>
  );
}
