import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { PodLine, Reach } from '@paddock/backstage-plugin-paddock-common';
import type { ReactNode } from 'react';
import type { Freshness as Known } from '../live/topicState';
import { freshnessOf } from '../live/freshness';
import { Freshness } from '../parts/state/Freshness';
import { Notice } from '../parts/state/Notice';
import { ReachNotes } from '../parts/state/ReachNotes';
import { useNow } from '../parts/text/useNow';
import type { Lookup } from './annotations';
import { NoWorkloads } from './NoWorkloads';
import { summarize, type WorkloadWithPods } from './select';
import { type Section, WorkloadCard } from './WorkloadCard';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(2) } },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
  },
  lines: { flex: '1 1 18rem', minWidth: 0, overflowWrap: 'anywhere' },
  // What is so stands out from what to do.
  advice: { fontWeight: 'normal' },
  stale: { '& > *': { opacity: 0.65 } },
  cards: { '& > * + *': { marginTop: theme.spacing(2) } },
}));

interface LiveWorkloadsProps {
  name: string;
  lookup: Lookup;
  workloads: WorkloadWithPods[];
  freshness: Known;
  clusters: Record<string, Reach>;
  onOpenPod: (pod: PodLine) => void;
  tools?: ReactNode;
  /** More about a workload, each one click away. */
  sections?: Section[];
}

function isAway(reach: Reach | undefined) {
  return reach !== undefined && reach.state !== 'live';
}

/** The full face of the Live tab. */
export function LiveWorkloads(props: LiveWorkloadsProps) {
  const { name, lookup, workloads, freshness, clusters, tools, ...card } =
    props;
  const classes = useStyles();
  const lines = summarize(
    workloads.map(each => each.workload),
    useNow(),
  );
  const shown = freshnessOf(freshness, clusters);
  const someAway = Object.values(clusters).some(isAway);
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <div className={classes.lines} role="status">
          {lines.map(({ line, advice }) => (
            <Typography key={line} variant="h6" component="p">
              {shown.state === 'stale' && 'When last seen: '}
              {line} <span className={classes.advice}>{advice}</span>
            </Typography>
          ))}
        </div>
        {tools}
        <Freshness freshness={shown} />
      </div>
      {freshness.state === 'stale' && (
        <Typography role="alert">
          {freshness.reason} What is shown is the last known state; this page
          goes on by itself.
        </Typography>
      )}
      <ReachNotes clusters={clusters} />
      {workloads.length === 0 && !someAway && (
        <NoWorkloads name={name} lookup={lookup} />
      )}
      {workloads.length === 0 && someAway && (
        <Notice
          title={`Nothing is known to run for ${name}: not every cluster could be read.`}
        />
      )}
      <div className={classes.cards}>
        {workloads.map(each => (
          <div
            key={each.workload.id}
            className={
              freshness.state === 'stale' ||
              isAway(clusters[each.workload.cluster])
                ? classes.stale
                : undefined
            }
          >
            <WorkloadCard
              {...each}
              {...card}
              reach={clusters[each.workload.cluster]}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
