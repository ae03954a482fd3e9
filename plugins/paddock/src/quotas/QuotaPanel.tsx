import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type {
  NamespaceQuota,
  Quotas,
} from '@paddock/backstage-plugin-paddock-common';
import { NotReady } from '../parts/state/NotReady';
import { PlainTable, RowTitle } from '../parts/table/PlainTable';
import { ReachNotes } from '../parts/state/ReachNotes';
import { useGet } from '../portal/useLoaded';

function QuotaTable({ quota }: { quota: NamespaceQuota }) {
  const { name, scopes, requests, limits } = quota;
  const lines = [...requests, ...limits];
  return (
    <>
      <Typography variant="subtitle2" component="h4">
        Quota {name}
        {scopes.length > 0 && `, which counts only ${scopes.join(', ')}`}
      </Typography>
      {lines.length === 0 ? (
        <Typography>The cluster has not counted for it yet.</Typography>
      ) : (
        <PlainTable label={`Quota ${name}`} titles={['Resource', 'Used', 'Of']}>
          {lines.map(({ resource, used, hard }) => (
            <TableRow key={resource}>
              <RowTitle>{resource}</RowTitle>
              <TableCell>{used}</TableCell>
              <TableCell>{hard}</TableCell>
            </TableRow>
          ))}
        </PlainTable>
      )}
    </>
  );
}

/** What has not been read may be there. */
const isKnownEmpty = ({ reach, items }: Quotas) =>
  items.length === 0 && (reach.state === 'live' || reach.state === 'stale');

interface QuotaPanelProps {
  cluster: string;
  namespace: string;
}

/** What the quotas of a namespace still admit, in the cluster's own figures. */
export function QuotaPanel({ cluster, namespace }: QuotaPanelProps) {
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/quotas`;
  const { loaded } = useGet<Quotas>(path, { everyMs: 10_000 });
  if (loaded.state !== 'ready' && loaded.state !== 'stale') {
    return <NotReady what={`the quotas of ${namespace}`} loaded={loaded} />;
  }
  const { value: quotas } = loaded;
  return (
    <div>
      {loaded.state === 'stale' && (
        <Typography role="alert">
          {loaded.reason} What is shown is the last known state.
        </Typography>
      )}
      <ReachNotes clusters={{ [cluster]: quotas.reach }} />
      {isKnownEmpty(quotas) && (
        <Typography>No quota bounds {namespace}: only the nodes do.</Typography>
      )}
      {quotas.items.map(each => (
        <QuotaTable key={each.name} quota={each} />
      ))}
    </div>
  );
}
