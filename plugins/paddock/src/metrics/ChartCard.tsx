import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { MetricSubject } from '@paddock/backstage-plugin-paddock-common';
import { lazy, Suspense, useMemo } from 'react';
import { Waiting } from '../parts/state/Waiting';
import { bounds, chartDataOf, type ChartPlan } from './charts';
import { FigureTable } from './FigureTable';
import { lackWords } from './subjects';
import { amountWords, figureWords } from './units';
import type { MetricsLook } from './useMetricsView';

// The library is loaded where a chart is seen first.
const Chart = lazy(() => import('./Chart').then(m => ({ default: m.Chart })));

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 0,
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(0.5) },
  },
}));

interface ChartCardProps {
  plan: ChartPlan;
  /** When was measured: seconds since 1970. */
  at: number[];
  subject: MetricSubject;
  look: MetricsLook;
  cursorKey: string;
}

/** `Usage 250 mCPU · Request 100 mCPU` */
function summaryOf(
  { metrics }: ChartPlan,
  { level, usage }: MetricSubject,
): string {
  return metrics
    .flatMap(({ metric, name }) => [
      `${name} ${figureWords(metric, usage[metric].latest)}`,
      ...bounds(level, usage[metric]).map(
        ([title, , value]) => `${title} ${amountWords(metric, value)}`,
      ),
    ])
    .join(' · ');
}

/** Why something is missing, or not whole; each reason once. */
function gapsOf(
  { metrics }: ChartPlan,
  { level, usage }: MetricSubject,
): string[] {
  const reasons = metrics.flatMap(({ metric }) => {
    const { latest } = usage[metric];
    return latest.state === 'missing'
      ? [latest.because]
      : lackWords(level, usage[metric]) ?? [];
  });
  return [...new Set(reasons)];
}

/** One chart or table, with its latest figures in a line, and its gaps in words. */
export function ChartCard(props: ChartCardProps) {
  const { plan, at, subject, look, cursorKey } = props;
  const classes = useStyles();
  const data = useMemo(
    () => chartDataOf(at, subject, plan),
    [at, subject, plan],
  );
  const isSeen = plan.metrics.some(
    ({ metric }) => subject.usage[metric].runs.length > 0,
  );
  return (
    <section className={classes.root} aria-label={plan.title}>
      <Typography variant="subtitle1" component="h4">
        {plan.title}
      </Typography>
      <Typography variant="body2">{summaryOf(plan, subject)}</Typography>
      {gapsOf(plan, subject).map(because => (
        <Typography key={because} variant="body2" color="textSecondary">
          {because}
        </Typography>
      ))}
      {isSeen && look === 'table' && (
        <FigureTable title={`${plan.title} over time`} data={data} />
      )}
      {isSeen && look === 'charts' && (
        <Suspense fallback={<Waiting what={plan.title} rows={3} />}>
          <Chart title={plan.title} data={data} cursorKey={cursorKey} />
        </Suspense>
      )}
      {plan.note && (
        <Typography variant="caption" color="textSecondary" component="p">
          {plan.note}
        </Typography>
      )}
    </section>
  );
}
