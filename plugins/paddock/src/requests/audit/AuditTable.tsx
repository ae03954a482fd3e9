import { Link } from '@backstage/core-components';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { Age } from '../../parts/Age';
import { visible } from '../../parts/visible';
import type { AuditLine } from '../answers';
import { usePaths } from '../usePaths';
import { nameOfRef } from '../words';

const titles = ['Number', 'When', 'Who', 'Event', 'Phase', 'Request', 'Detail'];

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  detail: { overflowWrap: 'anywhere', minWidth: '12rem' },
});

const phaseWords: Record<AuditLine['phase'], string> = {
  intended: 'Intended',
  done: 'Done',
  failed: 'Failed',
  noted: 'Noted',
};

function detailInWords(detail: AuditLine['detail']): string {
  return Object.entries(detail)
    .map(([name, value]) => visible(`${name}: ${value}`))
    .join(', ');
}

/** Lines of the trail, the newest first. */
export function AuditTable({ lines }: { lines: readonly AuditLine[] }) {
  const classes = useStyles();
  const paths = usePaths();
  return (
    <div className={classes.scroll}>
      <Table size="small" aria-label="Audit trail">
        <TableHead>
          <TableRow>
            {titles.map(title => (
              <TableCell key={title}>{title}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {lines.map(line => (
            <TableRow key={line.seq}>
              <TableCell component="th" role="rowheader" scope="row">
                {line.seq}
              </TableCell>
              <TableCell>
                <Age since={line.at} /> ago
              </TableCell>
              <TableCell>{visible(nameOfRef(line.actor))}</TableCell>
              <TableCell>{visible(line.event)}</TableCell>
              <TableCell>{phaseWords[line.phase]}</TableCell>
              <TableCell>
                {line.requestId && (
                  <Link
                    to={paths.one(line.requestId)}
                    aria-label={`Request ${line.requestId}`}
                    title={line.requestId}
                  >
                    {line.requestId.slice(0, 8)}
                  </Link>
                )}
              </TableCell>
              <TableCell className={classes.detail}>
                {detailInWords(line.detail)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
