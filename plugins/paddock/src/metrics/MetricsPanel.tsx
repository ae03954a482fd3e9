import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MetricsAnswer,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { Denied } from '../parts/Denied';
import { Freshness } from '../parts/Freshness';
import { Lost } from '../parts/Lost';
import { Refused } from '../parts/Refused';
import { Waiting } from '../parts/Waiting';
import { AdvicePanel } from './AdvicePanel';
import { MetricsControls } from './MetricsControls';
import { RungCharts } from './RungCharts';
import { chosenSubject } from './subjects';
import { type MetricsPlace, useMetrics } from './useMetrics';
import { useMetricsView } from './useMetricsView';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
  stale: { opacity: 0.65 },
}));

/** What is not among the subjects, and why. */
const noteOf = ({ level }: MetricSubject, { nodes }: MetricsAnswer) =>
  level === 'workload' && nodes === 'denied'
    ? 'Its nodes are not shown: that takes the right to get nodes.metrics.k8s.io.'
    : undefined;

interface MetricsPanelProps extends MetricsPlace {
  pods: readonly string[];
  /** Of the workload. */
  name: string;
  /** `Deployment` */
  kind: string;
}

/** What the pods of a workload use, beside what they ask for and may; live while it is shown. */
export function MetricsPanel({ name, kind, ...place }: MetricsPanelProps) {
  if (place.pods.length === 0) {
    return (
      <Typography>
        {name} has no pods: what uses nothing has no metrics.
      </Typography>
    );
  }
  return <Faces {...{ name, kind }} {...place} />;
}

function Faces({ name, kind, ...place }: MetricsPanelProps) {
  const classes = useStyles();
  const { view, change } = useMetricsView();
  const metrics = useMetrics(place, view.range);
  const what = `the metrics of ${name}`;
  const title = `The metrics of ${name}`;
  const { cluster, namespace } = place;
  switch (metrics.state) {
    case 'waiting':
      return <Waiting what={what} />;
    case 'denied': {
      const { verb, resource } = metrics;
      const missing = [{ cluster, namespace, verb, resource }];
      return <Denied what={what} missing={missing} />;
    }
    case 'refused':
      return <Refused what={title} reason={metrics.reason} />;
    case 'lost':
      return <Lost what={title} {...metrics} />;
    default: {
      const subject = chosenSubject(metrics.answer, view.of);
      if (!subject) return <Waiting what={what} />;
      const isLive = metrics.state === 'ready';
      return (
        <section className={classes.root} aria-label={title}>
          <Freshness
            freshness={isLive ? { state: 'live', at: metrics.at } : metrics}
          />
          <MetricsControls
            {...{ view, change, history: metrics.answer.history }}
            choice={{ subjects: metrics.answer.subjects, subject }}
          />
          <div className={isLive ? undefined : classes.stale}>
            <RungCharts
              answer={metrics.answer}
              subject={subject}
              look={view.look}
              note={noteOf(subject, metrics.answer)}
            />
            <AdvicePanel
              answer={metrics.answer}
              workload={{ kind, name, namespace }}
              containers={metrics.answer.subjects}
            />
          </div>
        </section>
      );
    }
  }
}
