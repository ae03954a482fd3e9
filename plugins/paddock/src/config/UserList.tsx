import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  type ConfigUser,
  configUseInWords,
} from '@paddock/backstage-plugin-paddock-common';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(3),
    overflowWrap: 'anywhere',
  },
}));

/** Who uses a ConfigMap, and how. */
export function UserList({ users }: { users: readonly ConfigUser[] }) {
  const classes = useStyles();
  if (users.length === 0) return null;
  return (
    <ul className={classes.root}>
      {users.map(({ kind, name, uses }) => (
        <Typography key={`${kind}/${name}`} variant="body2" component="li">
          {kind} {name}: {uses.map(configUseInWords).join('; ')}
        </Typography>
      ))}
    </ul>
  );
}
