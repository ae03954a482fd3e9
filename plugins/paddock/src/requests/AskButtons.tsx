import { LinkButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { requestKinds } from '@paddock/backstage-plugin-paddock-common';
import type { Prefill } from './paths';
import { usePaths } from './usePaths';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** One button for each kind of thing that can be asked for. */
export function AskButtons({ prefill }: { prefill?: Prefill }) {
  const classes = useStyles();
  const paths = usePaths();
  return (
    <div className={classes.root}>
      {requestKinds.map(kind => (
        <LinkButton
          key={kind}
          to={paths.ask(kind, prefill)}
          size="small"
          variant="outlined"
          color="primary"
        >
          Ask for a {kind}
        </LinkButton>
      ))}
    </div>
  );
}
