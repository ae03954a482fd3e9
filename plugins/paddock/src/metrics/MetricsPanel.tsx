import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  mostMetricPods,
  type MetricsAnswer,
  type MetricSubject,
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

const sums = ['workload', 'namespace'];

/** What is not among the subjects or in their figures, and why. */
function notesOf(
  { level }: MetricSubject,
  { nodes, history }: MetricsAnswer,
  pods: number,
): string[] {
  const notes: string[] = [];
  if (level === 'workload' && pods > mostMetricPods) {
    notes.push(`The sum is of ${mostMetricPods} of its ${pods} pods.`);
  }
  if (sums.includes(level) && history.from === 'prometheus') {
    notes.push('Pods that are gone are not in the sum.');
  }
  if (level === 'workload' && nodes === 'denied') {
    notes.push(
      'Its nodes are not shown: that takes the right to get nodes.metrics.k8s.io.',
    );
  }
  return notes;
}

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
    return <Typography>{name} has no pods, and so no metrics.</Typography>;
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
              notes={notesOf(subject, metrics.answer, place.pods.length)}
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
