import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useSearchParams } from '../../portal/place';
import { AskButtons } from '../AskButtons';
import { auditRouteRef } from '../paths';
import { TopicFace } from '../TopicFace';
import { useAdministers } from '../useAdministers';
import { useWaitingForMe } from '../useWaitingForMe';
import { readFilters, writeFilters, type Filters } from './filters';
import { RequestFilters } from './RequestFilters';
import { RequestTable } from './RequestTable';
import { ScopeTabs } from './ScopeTabs';
import { useRequestList } from './useRequestList';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    minWidth: 0,
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'center',
    justifyContent: 'space-between',
  },
}));

function useFilters() {
  const [search, setSearch] = useSearchParams();
  const setFilters = (filters: Filters) =>
    setSearch(writeFilters(filters), { replace: true });
  return { filters: readFilters(search), setFilters };
}

/** What was asked for, and what waits for whom. */
export function RequestsContent() {
  const classes = useStyles();
  const { filters, setFilters } = useFilters();
  const [first, setFirst] = useState(0);
  const { topic, shown } = useRequestList(filters, first);
  const waiting = useWaitingForMe();
  const administers = useAdministers();
  const auditPath = useRouteRef(auditRouteRef)?.();
  return (
    <div className={classes.root}>
      <div className={classes.head}>
        <AskButtons />
        {administers && auditPath && topic.state !== 'denied' && (
          <LinkButton to={auditPath}>Audit trail</LinkButton>
        )}
      </div>
      <ScopeTabs
        scope={filters.scope}
        onChange={scope => setFilters({ ...filters, scope })}
        waiting={shown?.window.waitingForMe ?? waiting}
        all={administers}
      />
      <RequestFilters filters={filters} onChange={setFilters} />
      <div
        role="tabpanel"
        id="requests-panel"
        aria-labelledby={`requests-tab-${filters.scope}`}
      >
        {shown ? (
          <RequestTable
            latest={shown}
            filters={filters}
            onFilters={setFilters}
            onFirst={setFirst}
          />
        ) : (
          topic.state !== 'ready' && (
            <TopicFace
              topic={topic}
              what="requests"
              title="The list of requests"
              rows={8}
            />
          )
        )}
      </div>
    </div>
  );
}
