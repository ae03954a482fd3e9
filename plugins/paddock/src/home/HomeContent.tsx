import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { freshnessOf } from '../live/freshness';
import { Freshness } from '../parts/state/Freshness';
import { ReachNotes } from '../parts/state/ReachNotes';
import { LastHour } from './LastHour';
import { MyServices } from './MyServices';
import { NeedsMe } from './NeedsMe';
import type { HomeRequests } from './requests';
import { homeSentence } from './sentence';
import { useHome } from './useHome';
import { useHomePaths } from './useHomePaths';
import { useOwnServices } from './useOwnServices';
import { WaysToStart } from './WaysToStart';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(3) },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(1),
  },
  line: { flex: '1 1 18rem', minWidth: 0, overflowWrap: 'anywhere' },
}));

interface HomeContentProps {
  requests: HomeRequests;
  /** What the platform still prepares. */
  preparing: string[];
}

/** What needs me, how my services are, what changed, and where to begin; without the page's frame. */
export function HomeContent({ requests, preparing }: HomeContentProps) {
  const classes = useStyles();
  const paths = useHomePaths();
  const own = useOwnServices();
  const mine = 'value' in own ? own.value.services : undefined;
  const refs = useMemo(() => (mine ?? []).map(({ ref }) => ref), [mine]);
  const { topic, services, changes } = useHome(refs);
  const byRef = new Map(mine?.map(each => [each.ref, each]));
  const titleOf = (ref: string) => byRef.get(ref)?.title ?? ref;
  const pathOf = (ref: string) => {
    const service = byRef.get(ref);
    return service && paths.liveTab(service);
  };
  const ready = topic.state === 'ready' ? topic : undefined;
  const isKnown = ready !== undefined && mine !== undefined;
  const line = homeSentence({
    services: isKnown ? [...services.values()] : undefined,
    requests: requests.known,
    ownsAny: (mine?.length ?? 0) > 0,
    preparing,
    titleOf,
  });
  const isWaiting = own.state === 'waiting' || topic.state === 'waiting';
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <Typography
          variant="h6"
          component="p"
          role="status"
          className={classes.line}
        >
          {isWaiting ? 'Looking at what needs you …' : line}
        </Typography>
        {ready && (
          <Freshness freshness={freshnessOf(ready.freshness, ready.clusters)} />
        )}
      </div>
      {ready && <ReachNotes clusters={ready.clusters} />}
      <NeedsMe
        requests={requests}
        services={[...services.values()]}
        pathOf={pathOf}
      />
      <MyServices
        own={own}
        topic={topic}
        known={services}
        pathOf={pathOf}
        isPreparing={preparing.length > 0}
      />
      <LastHour
        changes={changes}
        since={ready?.meta?.since}
        requests={requests}
        pathOf={pathOf}
      />
      <WaysToStart
        ask={requests.ask}
        create={paths.create}
        catalog={paths.catalog}
      />
    </div>
  );
}
