import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { visible } from '../../parts/visible';
import { changesOf } from '../shown/changes';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', '& td, & th': { overflowWrap: 'anywhere' } },
});

interface ChangeTableProps {
  /** What is in force. */
  before: RequestSpec;
  /** What is asked for. */
  after: RequestSpec;
}

/** What a change would change, one line a value. */
export function ChangeTable({ before, after }: ChangeTableProps) {
  const classes = useStyles();
  const changes = changesOf(before, after);
  if (changes.length === 0) {
    return (
      <Typography variant="body2">
        It asks for exactly what is in force.
      </Typography>
    );
  }
  return (
    <div className={classes.scroll}>
      <Table size="small" aria-label="What would change">
        <TableHead>
          <TableRow>
            <TableCell>What</TableCell>
            <TableCell>In force</TableCell>
            <TableCell>Asked for</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ path, before: old, after: now }) => (
            <TableRow key={path}>
              <TableCell component="th" role="rowheader" scope="row">
                {visible(path)}
              </TableCell>
              <TableCell>{visible(old)}</TableCell>
              <TableCell>{visible(now)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
