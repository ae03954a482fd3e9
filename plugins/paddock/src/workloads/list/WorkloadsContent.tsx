import { makeStyles } from '@material-ui/core/styles';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from '../../portal/place';
import { freshnessOf } from '../../live/freshness';
import { Denied } from '../../parts/state/Denied';
import { Lost } from '../../parts/state/Lost';
import { ReachNotes } from '../../parts/state/ReachNotes';
import { Refused } from '../../parts/state/Refused';
import { Waiting } from '../../parts/state/Waiting';
import { readFilters, writeFilters, type Filters } from './filters';
import { useWorkloads } from './useWorkloads';
import { WorkloadFilters } from './WorkloadFilters';
import { WorkloadTable } from './WorkloadTable';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
}));

function useFilters() {
  const [search, setSearch] = useSearchParams();
  const setFilters = (filters: Filters) =>
    setSearch(writeFilters(filters), { replace: true });
  return { filters: readFilters(search), setFilters };
}

function Face({ topic }: Pick<ReturnType<typeof useWorkloads>, 'topic'>) {
  switch (topic.state) {
    case 'denied':
      return <Denied what="workloads" {...topic} />;
    case 'refused':
      return <Refused what="The list of workloads" reason={topic.reason} />;
    case 'lost':
      return <Lost what="The list of workloads" {...topic} />;
    default:
      return <Waiting what="workloads" rows={12} />;
  }
}

/** Names of what is in the table, as far as they are known. */
export interface KnownPlaces {
  clusters: string[];
  namespaces: string[];
}

interface WorkloadsContentProps {
  /** What else can be done here. It stays when the table comes and goes. */
  tools?: (known: KnownPlaces) => ReactNode;
}

/** Everything that a person may see, in one table; without the page's frame. */
export function WorkloadsContent({ tools }: WorkloadsContentProps) {
  const classes = useStyles();
  const { filters, setFilters } = useFilters();
  const [first, setFirst] = useState(0);
  const { topic, shown } = useWorkloads(filters, first);
  // While the next window is on its way, what stands above the table stays.
  const { clusters } = { clusters: {}, ...topic, ...shown };
  return (
    <div className={classes.root}>
      <WorkloadFilters
        filters={filters}
        onChange={setFilters}
        window={shown?.rows.window}
        clusters={Object.keys(clusters)}
      />
      <div>
        {tools?.({
          clusters: Object.keys(clusters),
          namespaces: Object.keys(shown?.rows.window.namespaces ?? {}),
        })}
      </div>
      <ReachNotes clusters={clusters} />
      {shown ? (
        <WorkloadTable
          filters={filters}
          onFilters={setFilters}
          onFirst={setFirst}
          rows={shown.rows}
          freshness={shown.freshness}
          clusters={clusters}
          mark={freshnessOf(shown.freshness, clusters)}
        />
      ) : (
        <Face topic={topic} />
      )}
    </div>
  );
}
