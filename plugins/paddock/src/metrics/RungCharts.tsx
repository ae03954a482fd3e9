import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MetricHistory,
  MetricSubject,
} from '@paddock/backstage-plugin-paddock-common';
import { useId } from 'react';
import { ChartCard } from './ChartCard';
import { chartPlans } from './charts';
import { historyWords } from './rangeWords';
import { shareWords, sizeWords } from './units';
import type { MetricsLook } from './useMetricsView';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1.5) } },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
  },
}));

/** Sentences that no chart tells. */
function sentencesOf({ throttled, volumes = [] }: MetricSubject): string[] {
  const held =
    throttled?.state === 'known'
      ? `Held back by its CPU limit in ${shareWords(
          throttled.value,
        )} of the last periods.`
      : throttled?.because;
  return [
    ...(held ? [`Throttling: ${held}`] : []),
    ...volumes.map(
      ({ claim, used, capacity }) =>
        // Some volumes share the file system of their node: that is what is measured.
        `Volume ${claim}: ${sizeWords(used)} of the ${sizeWords(
          capacity,
        )} of its file system are used.`,
    ),
  ];
}

interface RungChartsProps {
  answer: { at: number[]; history: MetricHistory };
  subject: MetricSubject;
  look: MetricsLook;
  /** More to know about it, in sentences. */
  notes?: readonly string[];
}

/** All that is measured of one rung, with one cursor over all of its charts. */
export function RungCharts({
  answer,
  subject,
  look,
  notes = [],
}: RungChartsProps) {
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
  const sentences = [
    historyWords(answer.history) ?? '',
    ...sentencesOf(subject),
    ...notes,
  ].filter(each => each !== '');
  return (
    <div className={classes.root}>
      {sentences.map(sentence => (
        <Typography key={sentence} variant="body2">
          {sentence}
        </Typography>
      ))}
      <div className={classes.charts}>
        {chartPlans.map(plan => (
          <ChartCard
            key={plan.title}
            at={answer.at}
            {...{ plan, subject, look, cursorKey }}
          />
        ))}
      </div>
    </div>
  );
}
