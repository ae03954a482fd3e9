import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PodContainer,
  PodDetail,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/text/Age';
import { Facts } from '../parts/Facts';
import { describeState } from './describeState';

const useStyles = makeStyles(theme => ({
  container: {
    padding: theme.spacing(1.5),
    marginTop: theme.spacing(1.5),
    overflowWrap: 'anywhere',
  },
}));

const kinds: Record<PodContainer['kind'], string> = {
  main: 'Container',
  init: 'Init container',
  sidecar: 'Sidecar',
  debug: 'Debug container',
};

/** `cpu 100m, memory 64Mi` */
const amounts = (given: Record<string, string>) =>
  Object.entries(given)
    .map(([name, amount]) => `${name} ${amount}`)
    .join(', ') || 'none';

function Container({ container }: { container: PodContainer }) {
  const classes = useStyles();
  const { name, kind, image, ready, restarts, requests, limits } = container;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={`${kinds[kind]} ${name}`}
      className={classes.container}
    >
      <Typography variant="subtitle1" component="h3">
        {kinds[kind]} {name}
      </Typography>
      <Typography>{describeState(container.state)}</Typography>
      {container.last && (
        <Typography>The run before: {describeState(container.last)}</Typography>
      )}
      <Facts
        facts={[
          ['Image', image],
          ['Ready', ready ? 'yes' : 'no'],
          ['Restarts', `${restarts}`],
          ['Requests', amounts(requests)],
          ['Limits', amounts(limits)],
          [
            'Ports',
            container.ports
              .map(({ port, protocol }) => `${port}/${protocol}`)
              .join(', ') || 'none',
          ],
        ]}
      />
    </Paper>
  );
}

/** What runs in a pod, and where it runs. */
export function ContainersPanel({ pod }: { pod: PodDetail }) {
  const failing = pod.conditions.filter(
    each => each.status === 'False' && each.message,
  );
  return (
    <>
      {pod.deletedAt && (
        <Typography role="status">
          It is being removed since <Age since={pod.deletedAt} />.
        </Typography>
      )}
      {failing.map(({ type, message }) => (
        <Typography key={type}>
          {type} is false: {message}
        </Typography>
      ))}
      <Facts
        facts={[
          ['Phase', pod.phase],
          ...(pod.reason
            ? [['Reason', pod.reason] satisfies [string, string]]
            : []),
          ...(pod.message
            ? [['Message', pod.message] satisfies [string, string]]
            : []),
          ['Node', pod.node ?? 'none yet'],
          ['Address', pod.ip ?? 'none yet'],
          ['Belongs to', pod.owner ?? 'nothing: it is not made again'],
          ['Service account', pod.serviceAccount ?? 'default'],
          ['Quality of service', pod.qos ?? 'unknown'],
          ['Requests of the pod', amounts(pod.requests)],
          ['Limits of the pod', amounts(pod.limits)],
          ...pod.volumes.map(({ name, from }): [string, string] => [
            `Volume ${name}`,
            from,
          ]),
        ]}
      />
      {pod.containers.map(each => (
        <Container key={each.name} container={each} />
      ))}
    </>
  );
}
