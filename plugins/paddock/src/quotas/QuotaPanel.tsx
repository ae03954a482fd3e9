import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { NamespaceQuota } from '@paddock/backstage-plugin-paddock-common';
import { Notice } from '../parts/Notice';
import { Waiting } from '../parts/Waiting';
import { useQuotas } from './useQuotas';

const useStyles = makeStyles({ root: { overflowX: 'auto' } });

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
        <Table size="small" aria-label={`Quota ${name}`}>
          <TableHead>
            <TableRow>
              {['Resource', 'Used', 'Of'].map(title => (
                <TableCell key={title}>{title}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {lines.map(({ resource, used, hard }) => (
              <TableRow key={resource}>
                <TableCell component="th" role="rowheader" scope="row">
                  {resource}
                </TableCell>
                <TableCell>{used}</TableCell>
                <TableCell>{hard}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}

interface QuotaPanelProps {
  cluster: string;
  namespace: string;
}

/** What the quotas of a namespace still admit, in the cluster's own figures. */
export function QuotaPanel({ cluster, namespace }: QuotaPanelProps) {
  const classes = useStyles();
  const found = useQuotas(cluster, namespace);
  switch (found.state) {
    case 'waiting':
      return <Waiting what={`the quotas of ${namespace}`} />;
    case 'lost':
      return (
        <Notice
          tone="error"
          title={`The quotas of ${namespace} cannot be shown.`}
        >
          <Typography>{found.reason} It is tried again by itself.</Typography>
        </Notice>
      );
    default:
      return (
        <div className={classes.root}>
          {found.reason && (
            <Typography role="alert">
              {found.reason} What is shown is the last known state.
            </Typography>
          )}
          {found.quotas.items.length === 0 && (
            <Typography>
              No quota bounds {namespace}: only the nodes do.
            </Typography>
          )}
          {found.quotas.items.map(each => (
            <QuotaTable key={each.name} quota={each} />
          ))}
        </div>
      );
  }
}
