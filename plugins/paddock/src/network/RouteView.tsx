import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  routeAddresses,
  type RouteLine,
} from '@paddock/backstage-plugin-paddock-common';
import { AddressList } from './AddressList';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(1),
  },
}));

/** A way from outside: where it answers, and which Service it leads to. */
export function RouteView({ route }: { route: RouteLine }) {
  const classes = useStyles();
  const { kind, name, namespace, rules, state } = route;
  const addresses = routeAddresses(route);
  const services = [...new Set(rules.map(({ service }) => service))];
  return (
    <section className={classes.root} aria-label={`${kind} ${name}`}>
      <Typography variant="subtitle2" component="h4">
        {kind} {name}
        {namespace && ` of the namespace ${namespace}`} · leads to{' '}
        {services.join(' and ')}
      </Typography>
      {state && state.is !== 'accepted' && (
        <Typography variant="body2">
          {state.is === 'pending'
            ? 'No Gateway has accepted it yet.'
            : `It does not answer: ${state.because}.`}
        </Typography>
      )}
      {addresses.length > 0 ? (
        <AddressList addresses={addresses} />
      ) : (
        <Typography variant="body2">
          It names no host, and its controller has not said where it answers.
        </Typography>
      )}
    </section>
  );
}
