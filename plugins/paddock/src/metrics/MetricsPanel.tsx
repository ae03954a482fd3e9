import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MetricsAnswer,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { Denied } from '../parts/Denied';
import { Freshness } from '../parts/Freshness';
import { Lost } from '../parts/Lost';
import { Refused } from '../parts/Refused';
import { Waiting } from '../parts/Waiting';
import { ChartCard } from './ChartCard';
import { chartPlans } from './charts';
import { MetricsControls } from './MetricsControls';
import { chosenSubject, lackWords } from './subjects';
import { shareWords, sizeWords } from './units';
import { type MetricsPlace, useMetrics } from './useMetrics';
import { useMetricsView } from './useMetricsView';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
  },
  stale: { opacity: 0.65 },
}));

interface MetricsPanelProps extends MetricsPlace {
  /** Of the workload. */
  name: string;
}

/** What the pods of a workload use, beside what they ask for and may; live while it is shown. */
export function MetricsPanel({ name, ...place }: MetricsPanelProps) {
  if (place.pods.length === 0) {
    return (
      <Typography>
        {name} has no pods: what uses nothing has no metrics.
      </Typography>
    );
  }
  return <Faces name={name} {...place} />;
}

function Faces({ name, ...place }: MetricsPanelProps) {
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
            {...{ view, change, subject, answer: metrics.answer }}
          />
          <div className={isLive ? undefined : classes.stale}>
            <Shown answer={metrics.answer} subject={subject} look={view.look} />
          </div>
        </section>
      );
    }
  }
}

interface ShownProps {
  answer: MetricsAnswer;
  subject: MetricSubject;
  look: 'charts' | 'table';
}

/** Sentences that no chart tells. */
function sentencesOf(
  subject: MetricSubject,
  { nodes }: MetricsAnswer,
): string[] {
  const { throttled, volumes = [] } = subject;
  const held =
    throttled?.state === 'known'
      ? `Held back by its CPU limit in ${shareWords(
          throttled.value,
        )} of the last periods.`
      : throttled?.because;
  const denied =
    'Its nodes are not shown: that takes the right to get nodes.metrics.k8s.io.';
  return [
    lackWords(subject) ?? '',
    held ? `Throttling: ${held}` : '',
    ...volumes.map(
      ({ claim, used, capacity }) =>
        // Some volumes share the file system of their node: that is what is measured.
        `Volume ${claim}: ${sizeWords(used)} of the ${sizeWords(
          capacity,
        )} of its file system are used.`,
    ),
    subject.level === 'workload' && nodes === 'denied' ? denied : '',
  ].filter(each => each !== '');
}

function Shown({ answer, subject, look }: ShownProps) {
  const classes = useStyles();
  const cursorKey = useId();
  if (answer.at.length === 0) {
    return (
      <Typography role="status">
        The first figures are on their way: they are measured while somebody
        looks, every 15 s.
      </Typography>
    );
  }
  return (
    <div className={classes.root}>
      {sentencesOf(subject, answer).map(sentence => (
        <Typography key={sentence} variant="body2">
          {sentence}
        </Typography>
      ))}
      <div className={classes.charts}>
        {chartPlans.map(plan => (
          <ChartCard
            key={plan.title}
            {...{ plan, answer, subject, look, cursorKey }}
          />
        ))}
      </div>
    </div>
  );
}
