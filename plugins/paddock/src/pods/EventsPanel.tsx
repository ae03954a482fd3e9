import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../parts/Age';

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
    <Table size="small" aria-label={`Events of ${of}`}>
      <TableHead>
        <TableRow>
          {['Type', 'Reason', 'Last seen', 'Times', 'Message'].map(title => (
            <TableCell key={title}>{title}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map(event => (
          <TableRow key={event.id}>
            <TableCell>{event.type}</TableCell>
            <TableCell>{event.reason}</TableCell>
            <TableCell>
              <Age since={event.lastAt} /> ago
            </TableCell>
            <TableCell>{event.count}</TableCell>
            <TableCell style={{ overflowWrap: 'anywhere' }}>
              {event.message}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
