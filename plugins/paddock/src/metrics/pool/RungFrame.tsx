import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MetricHistory,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import { freshnessOf } from '../../live/freshness';
import { Freshness } from '../../parts/state/Freshness';
import type { Loaded } from '../../portal/useLoaded';
import { MetricsControls } from '../MetricsControls';
import { useMetricsView } from '../useMetricsView';
import { Ladder, type Step } from './Ladder';
import type { PoolPlace } from './usePoolView';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0, '& > * + *': { marginTop: theme.spacing(1.5) } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 2),
    overflowWrap: 'anywhere',
  },
  stale: { opacity: 0.65 },
}));

interface RungFrameProps {
  steps: Step[];
  hrefOf: (place: PoolPlace) => string;
  figures: Extract<Loaded<unknown>, { state: 'ready' } | { state: 'stale' }>;
  /** Of the cluster: what is measured of one that is away is of before. */
  reach: Reach;
  history: MetricHistory;
  /** The first is what one comes for. */
  sentences: string[];
  children: ReactNode;
}

/** One rung: the way to it, what it comes to in a sentence, and the evidence. */
export function RungFrame(props: RungFrameProps) {
  const { steps, hrefOf, figures, reach, history, sentences, children } = props;
  const classes = useStyles();
  const controls = useMetricsView();
  const own =
    figures.state === 'ready'
      ? { state: 'live' as const, at: figures.at }
      : figures;
  const freshness = freshnessOf(own, { reach });
  const isLive = freshness.state === 'live';
  const [first, ...rest] = sentences;
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {first}
        </Typography>
        <Freshness freshness={freshness} />
      </div>
      {rest.map(sentence => (
        <Typography key={sentence}>{sentence}</Typography>
      ))}
      <Ladder steps={steps} hrefOf={hrefOf} />
      <MetricsControls {...controls} history={history} />
      {figures.state === 'stale' && (
        <Typography role="alert">{figures.reason}</Typography>
      )}
      <div className={`${classes.root} ${isLive ? '' : classes.stale}`}>
        {children}
      </div>
    </div>
  );
}
