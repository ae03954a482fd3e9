import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Reach, Workload } from '@paddock/backstage-plugin-paddock-common';
import { useMemo, useState } from 'react';
import type { Freshness as Known } from '../../live/topicState';
import { Freshness } from '../../parts/state/Freshness';
import { Notice } from '../../parts/state/Notice';
import { VirtualTable } from '../../parts/table/VirtualTable';
import { createColumns } from './columns';
import { isFiltered, sortBy, type Filters } from './filters';
import { rowAt, type Rows } from '../rows';
import { useHeldRows } from './useHeldRows';
import { useLivePath } from '../useLivePath';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
    minHeight: theme.spacing(5),
    marginBottom: theme.spacing(1),
  },
  grow: { flex: 1 },
  stale: { opacity: 0.65 },
}));

const number = new Intl.NumberFormat('en');

function countWords(matching: number, visible: number) {
  const all = `${number.format(visible)} ${
    visible === 1 ? 'workload' : 'workloads'
  }`;
  return matching === visible ? all : `${number.format(matching)} of ${all}`;
}

function NoRows({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice title="No workload matches these filters.">
      <Typography>Clear some of them to see more.</Typography>
    </Notice>
  ) : (
    <Notice title="There are no workloads that you may see.">
      <Typography>
        Every Deployment, StatefulSet, DaemonSet, Job, CronJob and Rollout in
        the namespaces that are open to you appears here. Create a service from
        a template to begin.
      </Typography>
    </Notice>
  );
}

interface WorkloadTableProps {
  rows: Rows;
  freshness: Known;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  /** Called with the first row in sight. */
  onFirst: (first: number) => void;
  /** The freshness of everything behind the table; the table itself is greyed only when the stream is away. */
  mark: Known;
  /** How far each cluster behind it can be trusted. */
  clusters?: Record<string, Reach>;
}

/** The full face of the Workloads page. */
export function WorkloadTable(props: WorkloadTableProps) {
  const { freshness, mark, clusters, filters, onFilters, onFirst } = props;
  const classes = useStyles();
  const [hold, setHold] = useState(false);
  const { rows = props.rows, changed, refresh } = useHeldRows(props.rows, hold);
  const livePath = useLivePath(rows.items.values());
  const columns = useMemo(
    () => createColumns(livePath, clusters),
    [livePath, clusters],
  );
  const { matching, visible } = rows.window;
  const stale = freshness.state === 'stale';
  return (
    <div>
      <div className={classes.head}>
        <Typography role="status" className={classes.grow}>
          {countWords(props.rows.window.matching, visible)}
        </Typography>
        {changed && (
          <Button size="small" variant="outlined" onClick={refresh}>
            The list has changed: show it
          </Button>
        )}
        <Freshness freshness={mark} />
      </div>
      {stale && <Typography role="alert">{freshness.reason}</Typography>}
      {matching === 0 ? (
        <NoRows filtered={isFiltered(filters)} />
      ) : (
        <div className={stale ? classes.stale : undefined}>
          <VirtualTable<Workload>
            label="Workloads"
            columns={columns}
            count={matching}
            rowAt={index => rowAt(rows, index)}
            idOf={row => row.id}
            faded={row => rows.moved.has(row.id)}
            sorting={{
              by: filters.sort,
              order: filters.order,
              onSort: column => onFilters(sortBy(filters, column)),
            }}
            onVisible={onFirst}
            onHold={setHold}
          />
        </div>
      )}
    </div>
  );
}
