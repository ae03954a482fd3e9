import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import HelpIcon from '@material-ui/icons/Help';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import SyncIcon from '@material-ui/icons/Sync';
import type { HomeService } from '@paddock/backstage-plugin-paddock-common';
import { StatusChip } from '../parts/StatusChip';
import { ToneChip } from '../parts/ToneChip';
import { visible } from '../parts/text/visible';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    padding: theme.spacing(0.75, 1.5),
    maxWidth: '100%',
    overflowWrap: 'anywhere',
  },
}));

function State({
  service,
  isComing,
}: Pick<ServiceChipProps, 'service' | 'isComing'>) {
  if (!service) {
    return isComing ? (
      <ToneChip word="Being read" icon={SyncIcon} tone="quiet" />
    ) : (
      <ToneChip word="Not known" icon={HelpIcon} tone="quiet" />
    );
  }
  switch (service.state) {
    case 'not-connected':
      return <ToneChip word="Not connected" icon={LinkOffIcon} tone="quiet" />;
    case 'nothing-seen':
      return <ToneChip word="Nothing seen" icon={HelpIcon} tone="quiet" />;
    default:
      return <StatusChip state={service.state} />;
  }
}

const explained: Partial<Record<HomeService['state'], string>> = {
  'not-connected':
    'It does not say which workloads are its own. Its Live tab says how it can.',
  'nothing-seen':
    'Nothing of it runs in the namespaces that you may see. Its Live tab says what is looked for.',
};

interface ServiceChipProps {
  title: string;
  to: string;
  /** Undefined while it is not known how it is. */
  service: HomeService | undefined;
  /** Whether that is on its way. */
  isComing: boolean;
}

/** One service with its state, as a link to its Live tab. */
export function ServiceChip(props: ServiceChipProps) {
  const { title, to, service, isComing } = props;
  const classes = useStyles();
  const { pods, workloads = 0 } = service ?? {};
  return (
    <Paper variant="outlined" className={classes.root}>
      <Link to={to} title={service && explained[service.state]}>
        {visible(title)}
      </Link>
      <State service={service} isComing={isComing} />
      {pods && workloads > 0 && (
        <Typography
          variant="body2"
          component="span"
          title="available of wanted pods"
        >
          {pods.available}/{pods.wanted} pods
        </Typography>
      )}
    </Paper>
  );
}
