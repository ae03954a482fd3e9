import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import { LongCell, PlainTable, RowTitle } from '../../parts/table/PlainTable';
import { visible } from '../../parts/text/visible';
import { changesOf } from '../shown/changes';

interface ChangeTableProps {
  /** What is in force. */
  before: RequestSpec;
  /** What is asked for. */
  after: RequestSpec;
}

/** What a change would change, one line a value. */
export function ChangeTable({ before, after }: ChangeTableProps) {
  const changes = changesOf(before, after);
  if (changes.length === 0) {
    return (
      <Typography variant="body2">
        It asks for exactly what is in force.
      </Typography>
    );
  }
  return (
    <PlainTable
      label="What would change"
      titles={['What', 'In force', 'Asked for']}
    >
      {changes.map(({ path, before: old, after: now }) => (
        <TableRow key={path}>
          <RowTitle>{visible(path)}</RowTitle>
          <LongCell>{visible(old)}</LongCell>
          <LongCell>{visible(now)}</LongCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
