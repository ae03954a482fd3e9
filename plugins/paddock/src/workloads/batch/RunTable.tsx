import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { JobRun } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { PlainTable, RowTitle } from '../../parts/table/PlainTable';
import { lengthOf } from '../../parts/text/time';

const titles = ['Job', 'Status', 'Completions', 'Failed pods', 'Began', 'Took'];

const useStyles = makeStyles({
  name: { fontFamily: 'monospace', whiteSpace: 'nowrap' },
});

function Took({ run: { startedAt, finishedAt } }: { run: JobRun }) {
  if (!startedAt) return <>not begun</>;
  // What runs grows older with the clock of the page.
  if (!finishedAt) return <Age since={startedAt} />;
  return <>{lengthOf(Date.parse(finishedAt) - Date.parse(startedAt))}</>;
}

/** Jobs with what `kubectl get jobs` says of them, the newest first. */
export function RunTable({ label, runs }: { label: string; runs: JobRun[] }) {
  const classes = useStyles();
  return (
    <PlainTable label={label} titles={titles}>
      {runs.map(run => (
        <TableRow key={run.id}>
          <RowTitle className={classes.name}>{run.name}</RowTitle>
          <TableCell>
            {run.status}
            {run.failure && `: ${run.failure.reason}`}
          </TableCell>
          <TableCell>{run.completions}</TableCell>
          <TableCell>{run.failed}</TableCell>
          <TableCell>
            {run.startedAt ? <Age since={run.startedAt} /> : 'not begun'}
          </TableCell>
          <TableCell>
            <Took run={run} />
          </TableCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
