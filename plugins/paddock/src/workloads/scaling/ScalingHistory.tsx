import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  describeDecision,
  gaugesInWords,
  type ScalingHistory as History,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { CopyBlock } from '../../parts/text/CopyBlock';
import { Disclosure } from '../../parts/Disclosure';
import { PlainTable } from '../../parts/table/PlainTable';
import { exactTime, timeOf } from '../../parts/text/time';
import { Waiting } from '../../parts/state/Waiting';
import { useGet } from '../../portal/useLoaded';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
  list: { margin: 0, paddingLeft: theme.spacing(3) },
}));

function At({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeOf(at)}
    </time>
  );
}

function Decisions({ decisions, since }: History) {
  const classes = useStyles();
  if (decisions.length === 0) {
    return (
      <Typography>
        It has not changed the number of pods since <At at={since} /> (portal
        start).
      </Typography>
    );
  }
  return (
    <>
      <ol className={classes.list} aria-label="Decisions of the autoscaler">
        {decisions.map(each => (
          <Typography key={`${each.at} ${each.to}`} component="li">
            <At at={each.at} /> {describeDecision(each)}
          </Typography>
        ))}
      </ol>
      <Typography variant="body2">
        History since <At at={since} /> (portal start). Earlier entries come
        from events.
      </Typography>
    </>
  );
}

function Samples({ samples }: Pick<History, 'samples'>) {
  return (
    <PlainTable
      label="Figures of the autoscaler over time"
      titles={['Time', 'Pods', 'Wanted', 'Metrics']}
    >
      {samples.map(({ at, current, desired, metrics }) => (
        <TableRow key={at}>
          <TableCell>
            <At at={at} />
          </TableCell>
          <TableCell>{current}</TableCell>
          <TableCell>{desired}</TableCell>
          <TableCell>{gaugesInWords(metrics)}</TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}

interface ScalingHistoryProps {
  workload: Workload;
  autoscaling: NonNullable<Workload['autoscaling']>;
}

/** What the autoscaler of a workload decided, when and why. */
export function ScalingHistory(props: ScalingHistoryProps) {
  const { workload, autoscaling } = props;
  const classes = useStyles();
  const { cluster, namespace } = workload;
  const { loaded } = useGet<History>(
    `/clusters/${encodeURIComponent(
      cluster,
    )}/namespaces/${namespace}/autoscalers/${autoscaling.name}/history`,
    { seen: JSON.stringify(autoscaling) },
  );
  if (loaded.state === 'waiting') {
    return (
      <Waiting what={`what the autoscaler of ${workload.name} did`} rows={2} />
    );
  }
  if (!('value' in loaded)) {
    return (
      <Typography role="alert">
        What the autoscaler did cannot be shown: {loaded.reason}
      </Typography>
    );
  }
  const { value: history } = loaded;
  return (
    <div className={classes.root}>
      {loaded.state === 'stale' && (
        <Typography role="alert">
          This could not be read again, and is as it was: {loaded.reason}
        </Typography>
      )}
      <Decisions {...history} />
      {history.samples.length > 0 && (
        <Disclosure title={`Figures over time (${history.samples.length})`}>
          <Samples samples={history.samples} />
        </Disclosure>
      )}
      <CopyBlock
        label="kubectl command of the autoscaler"
        text={`kubectl -n ${namespace} describe hpa ${autoscaling.name}`}
      />
    </div>
  );
}
