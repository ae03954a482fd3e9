import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  mostMetricPods,
  type MetricsAnswer,
  type MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { Freshness } from '../parts/state/Freshness';
import { NotReady } from '../parts/state/NotReady';
import { Waiting } from '../parts/state/Waiting';
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
  if (metrics.state !== 'ready' && metrics.state !== 'stale') {
    return <NotReady what={what} loaded={metrics} rows={6} />;
  }
  const { value: answer } = metrics;
  const subject = chosenSubject(answer, view.of);
  if (!subject) return <Waiting what={what} />;
  const isLive = metrics.state === 'ready';
  return (
    <section className={classes.root} aria-label={`The metrics of ${name}`}>
      <Freshness
        freshness={isLive ? { state: 'live', at: metrics.at } : metrics}
      />
      <MetricsControls
        {...{ view, change, history: answer.history }}
        choice={{ subjects: answer.subjects, subject }}
      />
      <div className={isLive ? undefined : classes.stale}>
        <RungCharts
          answer={answer}
          subject={subject}
          look={view.look}
          notes={notesOf(subject, answer, place.pods.length)}
        />
        <AdvicePanel
          answer={answer}
          workload={{ kind, name, namespace: place.namespace }}
          containers={answer.subjects}
        />
      </div>
    </section>
  );
}
