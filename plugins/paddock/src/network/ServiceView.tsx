import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  addressesOf,
  type Endpoint,
  forwardedAddress,
  portForward,
  type ServiceLine,
  type ServicePort,
  type WorkloadNetwork,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/text/Age';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Disclosure } from '../parts/Disclosure';
import { AddressList } from './AddressList';

const useStyles = makeStyles(theme => ({
  root: {
    borderLeft: `2px solid ${theme.palette.divider}`,
    paddingLeft: theme.spacing(1),
    '& > * + *': { marginTop: theme.spacing(0.5) },
  },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

/** `http 80 → 8080, node port 30080` */
function portInWords({
  name,
  port,
  targetPort,
  nodePort,
  protocol,
}: ServicePort): string {
  const said = [
    name,
    protocol === 'TCP' ? undefined : protocol,
    `${port} → ${targetPort}`,
  ].filter(Boolean);
  return said.join(' ') + (nodePort ? `, node port ${nodePort}` : '');
}

function endpointsInWords(endpoints: Endpoint[] | undefined): string {
  if (!endpoints) return 'What stands behind it is not known.';
  const ready = endpoints.filter(each => each.ready).length;
  return endpoints.length === 0
    ? 'Nothing stands behind it.'
    : `${ready} of ${endpoints.length} addresses behind it are ready.`;
}

interface ServiceViewProps {
  service: ServiceLine;
  network: WorkloadNetwork;
}

/** One Service: its addresses, what stands behind it, and how to reach it from this machine. */
export function ServiceView({ service, network }: ServiceViewProps) {
  const classes = useStyles();
  const { name, type, clusterIp, ports, endpoints } = service;
  const forward = portForward(service, network.namespace);
  return (
    <section className={classes.root} aria-label={`Service ${name}`}>
      <Typography variant="subtitle2" component="h4">
        Service {name} · {type}
        {clusterIp && ` · ${clusterIp}`}
      </Typography>
      <Typography variant="body2">
        {ports.map(portInWords).join(' · ')}. {endpointsInWords(endpoints)}
      </Typography>
      {service.pendingSince && (
        <Typography variant="body2">
          No address from outside yet. Created{' '}
          <Age since={service.pendingSince} />.
        </Typography>
      )}
      <AddressList addresses={addressesOf(service, network)} />
      {forward && (
        <>
          <Typography variant="body2">
            On your own machine, while this runs, at {forwardedAddress(service)}
            :
          </Typography>
          <CopyBlock label="port-forward command" text={forward} />
        </>
      )}
      {endpoints && endpoints.length > 0 && (
        <Disclosure title={`What stands behind ${name} (${endpoints.length})`}>
          <ul className={classes.list}>
            {endpoints.map(({ address, ready, pod }) => (
              <Typography key={address} variant="body2" component="li">
                {address}
                {pod && `, pod ${pod}`}: {ready ? 'ready' : 'not ready'}
              </Typography>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
