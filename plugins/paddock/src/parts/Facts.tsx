import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: theme.spacing(2),
    rowGap: theme.spacing(0.5),
    margin: theme.spacing(1, 0),
    overflowWrap: 'anywhere',
    '& dd': { margin: 0 },
  },
}));

/** Names and their values, as a list that a screen reader knows as one. */
export function Facts({ facts }: { facts: Array<[string, string]> }) {
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {facts.map(([name, value]) => [
        <Typography key={`${name} name`} variant="body2" component="dt">
          {name}
        </Typography>,
        <Typography key={name} variant="body2" component="dd">
          {value}
        </Typography>,
      ])}
    </dl>
  );
}
