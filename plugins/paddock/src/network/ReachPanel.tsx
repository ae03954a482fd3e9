import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  describeIdleServices,
  describeNetworkProblem,
  describePolicies,
  describeReach,
  type Workload,
  type WorkloadNetwork,
} from '@paddock/backstage-plugin-paddock-common';
import { LookedAt } from '../parts/state/LookedAt';
import { Notice } from '../parts/state/Notice';
import { Unread } from '../parts/state/Unread';
import { useGet } from '../portal/useLoaded';
import { RouteView } from './RouteView';
import { ServiceView } from './ServiceView';

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

interface ReachPanelProps {
  workload: Pick<Workload, 'cluster' | 'namespace' | 'kind' | 'name'>;
  /** Changes when its pods have changed: a reason to look again. */
  seen: string;
}

/** How a workload is reached, and what keeps it from that. */
export function ReachPanel({ workload, seen }: ReachPanelProps) {
  const { cluster, namespace, kind, name } = workload;
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/workloads/${kind}/${name}/network`;
  const { loaded } = useGet<WorkloadNetwork>(path, { everyMs: 5_000, seen });
  return (
    <LookedAt what={`the way to ${name}`} looked={loaded}>
      {network => <Network name={name} network={network} />}
    </LookedAt>
  );
}

interface NetworkProps {
  name: string;
  network: WorkloadNetwork;
}

function Network({ name, network }: NetworkProps) {
  const classes = useStyles();
  const { services, routes, problems, unread } = network;
  const idle = describeIdleServices(network);
  const others = problems.slice(1).map(describeNetworkProblem);
  return (
    <div className={classes.root}>
      {problems.length > 0 ? (
        <Notice tone="warning" title={describeReach(name, network)}>
          {others.length > 0 && (
            <ul className={classes.list}>
              {others.map(problem => (
                <Typography key={problem} variant="body2" component="li">
                  {problem}
                </Typography>
              ))}
            </ul>
          )}
        </Notice>
      ) : (
        <Typography>{describeReach(name, network)}</Typography>
      )}
      {services.map(service => (
        <ServiceView key={service.name} service={service} network={network} />
      ))}
      {routes.map(route => (
        <RouteView
          key={`${route.kind}/${route.namespace ?? ''}/${route.name}`}
          route={route}
        />
      ))}
      {idle && <Typography variant="body2">{idle}</Typography>}
      <Policies network={network} />
      <Unread unread={unread} />
    </div>
  );
}

function Policies({ network }: { network: WorkloadNetwork }) {
  const classes = useStyles();
  const meaning = describePolicies(network);
  if (!meaning) return null;
  return (
    <section aria-label="Who is let in">
      <Typography variant="subtitle2" component="h4">
        Who is let in by NetworkPolicies
      </Typography>
      <Typography variant="body2">{meaning}</Typography>
      <ul className={classes.list}>
        {network.policies.map(({ name, from }) => (
          <Typography key={name} variant="body2" component="li">
            {name}: {from.length > 0 ? from.join('; ') : 'nobody'}
          </Typography>
        ))}
      </ul>
    </section>
  );
}
