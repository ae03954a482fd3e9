import { Link } from '@backstage/core-components';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { Age } from '../../parts/text/Age';
import { LongCell, PlainTable, RowTitle } from '../../parts/table/PlainTable';
import { visible } from '../../parts/text/visible';
import type { AuditLine } from '../answers';
import { usePaths } from '../usePaths';
import { nameOfRef } from '../words';

const titles = ['Number', 'When', 'Who', 'Event', 'Phase', 'Request', 'Detail'];

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
  const paths = usePaths();
  return (
    <PlainTable label="Audit trail" titles={titles}>
      {lines.map(line => (
        <TableRow key={line.seq}>
          <RowTitle>{line.seq}</RowTitle>
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
          <LongCell>{detailInWords(line.detail)}</LongCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
