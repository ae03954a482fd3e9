import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestLine } from '@paddock/backstage-plugin-paddock-common';
import { useMemo, useState } from 'react';
import { Freshness } from '../../parts/state/Freshness';
import { VirtualTable } from '../../parts/table/VirtualTable';
import { usePaths } from '../usePaths';
import { createColumns } from './columns';
import { sortBy, type Filters } from './filters';
import { NoRequests } from './NoRequests';
import { useHeldOrder, type Listed } from './useRequestList';

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

interface RequestTableProps {
  latest: Listed;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  /** Called with the first row in sight. */
  onFirst: (first: number) => void;
}

function rowAt({ window, items }: Listed, index: number) {
  const id = window.order[index - window.offset];
  return id === undefined ? undefined : items.get(id);
}

/** The full face of the list. */
export function RequestTable(props: RequestTableProps) {
  const { latest, filters, onFilters, onFirst } = props;
  const classes = useStyles();
  const paths = usePaths();
  const columns = useMemo(() => createColumns(paths), [paths]);
  const [hold, setHold] = useState(false);
  const { listed, changed, refresh } = useHeldOrder(latest, hold);
  const { freshness } = latest;
  const { matching } = listed.window;
  const stale = freshness.state === 'stale';
  return (
    <div>
      <div className={classes.head}>
        <Typography role="status" className={classes.grow}>
          {latest.window.matching}{' '}
          {latest.window.matching === 1 ? 'request' : 'requests'}
        </Typography>
        {changed && (
          <Button size="small" variant="outlined" onClick={refresh}>
            The list has changed: show it
          </Button>
        )}
        <Freshness freshness={freshness} />
      </div>
      {stale && (
        <Typography role="alert">
          {freshness.reason} What is shown is the last known state.
        </Typography>
      )}
      {matching === 0 ? (
        <NoRequests filters={filters} />
      ) : (
        <div className={stale ? classes.stale : undefined}>
          <VirtualTable<RequestLine>
            label="Requests"
            columns={columns}
            count={matching}
            rowAt={index => rowAt(listed, index)}
            idOf={row => row.id}
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
