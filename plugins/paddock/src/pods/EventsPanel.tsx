import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/text/Age';
import { LongCell, PlainTable } from '../parts/table/PlainTable';

const titles = ['Type', 'Reason', 'Last seen', 'Times', 'Message'];

/** What the cluster told about an object, the latest first. */
export function EventsPanel({
  events,
  of,
}: {
  events: ObjectEvent[];
  of: string;
}) {
  if (events.length === 0) {
    return (
      <Typography>
        The cluster tells no events about {of}. It forgets them after about an
        hour, and shows them to those who may list events.
      </Typography>
    );
  }
  return (
    <PlainTable label={`Events of ${of}`} titles={titles}>
      {events.map(event => (
        <TableRow key={event.id}>
          <TableCell>{event.type}</TableCell>
          <TableCell>{event.reason}</TableCell>
          <TableCell>
            <Age since={event.lastAt} /> ago
          </TableCell>
          <TableCell>{event.count}</TableCell>
          <LongCell>{event.message}</LongCell>
        </TableRow>
      ))}
    </PlainTable>
  );
}
