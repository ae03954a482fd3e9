import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Reach, Workload } from '@paddock/backstage-plugin-paddock-common';
import { freshnessOf } from '../../live/freshness';
import type { TopicState } from '../../live/topicState';
import { Denied } from '../../parts/state/Denied';
import { Freshness } from '../../parts/state/Freshness';
import { Lost } from '../../parts/state/Lost';
import { ReachNotes } from '../../parts/state/ReachNotes';
import { Refused } from '../../parts/state/Refused';
import { StatusChip } from '../../parts/StatusChip';
import { useNow } from '../../parts/text/useNow';
import { Waiting } from '../../parts/state/Waiting';
import { lookupOf } from '../annotations';
import { summarize } from '../select';
import { useEntityWorkloads } from '../useEntityWorkloads';

/** The Live tab has the others. */
const mostChips = 8;

const useStyles = makeStyles(theme => ({
  root: {
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(1) },
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    marginTop: theme.spacing(0.5),
  },
  stale: { opacity: 0.65 },
}));

function podsOf({ kind, rollout: { counts } }: Workload): string {
  return kind === 'CronJob' && counts.wanted === 0
    ? 'no run now'
    : `${counts.available}/${counts.wanted} pods`;
}

function Chips({
  workloads,
  clusters,
}: {
  workloads: Workload[];
  clusters: Record<string, Reach>;
}) {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label="Workloads">
      {workloads.slice(0, mostChips).map(each => (
        <li key={each.id} className={classes.item}>
          <StatusChip
            state={each.rollout.state}
            reach={clusters[each.cluster]}
          />
          <Typography variant="body2" component="span">
            {each.name} · {each.cluster} / {each.namespace} · {podsOf(each)}
          </Typography>
        </li>
      ))}
      {workloads.length > mostChips && (
        <li className={classes.item}>
          and {workloads.length - mostChips} more on its Live tab
        </li>
      )}
    </ul>
  );
}

type Ready = Extract<TopicState, { state: 'ready' }>;

interface FullProps {
  name: string;
  workloads: Workload[];
  topic: Ready;
}

function Full({ name, workloads, topic }: FullProps) {
  const classes = useStyles();
  const freshness = freshnessOf(topic.freshness, topic.clusters);
  const isStale = freshness.state === 'stale';
  const lines = summarize(workloads, useNow());
  return (
    <>
      <div role="status">
        {lines.map(({ line, advice }) => (
          <Typography key={line}>
            {isStale && 'When last seen: '}
            {line} {advice}
          </Typography>
        ))}
        {workloads.length === 0 && (
          <Typography>
            Nothing is seen to run for {name} in the namespaces that you may
            see.
          </Typography>
        )}
      </div>
      <ReachNotes clusters={topic.clusters} />
      <div className={isStale ? classes.stale : undefined}>
        <Chips workloads={workloads} clusters={topic.clusters} />
      </div>
      <Freshness freshness={freshness} />
    </>
  );
}

function Connected({ entityRef, name }: { entityRef: string; name: string }) {
  const { topic, workloads } = useEntityWorkloads(entityRef);
  switch (topic.state) {
    case 'waiting':
      return (
        <>
          <ReachNotes clusters={topic.clusters} />
          <Waiting what={`how ${name} is`} rows={2} />
        </>
      );
    case 'lost':
      return <Lost what={`How ${name} is`} {...topic} />;
    case 'denied':
      return <Denied what={`the workloads of ${name}`} {...topic} />;
    case 'refused':
      return <Refused what={`How ${name} is`} reason={topic.reason} />;
    default:
      return (
        <Full
          name={name}
          workloads={workloads.map(({ workload }) => workload)}
          topic={topic}
        />
      );
  }
}

/** Whether an entity is well, in a sentence; the Live tab has the rest. */
export function EntityLiveCard() {
  const classes = useStyles();
  const { entity } = useEntity();
  const { name } = entity.metadata;
  const path = useRouteRef(entityRouteRef)(entityRouteParams(entity));
  return (
    <InfoCard title="Live" variant="gridItem">
      <div className={classes.root}>
        {lookupOf(entity) ? (
          <Connected entityRef={stringifyEntityRef(entity)} name={name} />
        ) : (
          <Typography>
            {name} does not say which workloads are its own. Its Live tab says
            how it can.
          </Typography>
        )}
        <div>
          <Link to={`${path}/live`}>Open the Live tab of {name}</Link>
        </div>
      </div>
    </InfoCard>
  );
}
