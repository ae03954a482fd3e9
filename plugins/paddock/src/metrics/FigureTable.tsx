import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { exactTime } from '../parts/text/time';
import type { ChartData } from './charts';
import { amountWords } from './units';

interface FigureTableProps {
  title: string;
  data: ChartData;
}

/** The same as the chart in words, newest first. */
export function FigureTable({ title, data }: FigureTableProps) {
  const { at, lines } = data;
  const rows = [...at.entries()].reverse();
  return (
    <div
      role="region"
      aria-label={title}
      style={{ maxHeight: 320, overflow: 'auto' }}
      // Scrolling by keyboard needs focus.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <Table size="small" stickyHeader aria-label={title}>
        <TableHead>
          <TableRow>
            <TableCell>Time</TableCell>
            {lines.map(({ name }) => (
              <TableCell key={name} align="right">
                {name}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([place, seconds]) => (
            <TableRow key={seconds}>
              <TableCell component="th" role="rowheader" scope="row">
                {exactTime(new Date(seconds * 1000).toISOString())}
              </TableCell>
              {lines.map(({ name, metric, values }) => {
                const value = values[place];
                return (
                  <TableCell key={name} align="right">
                    {value === undefined
                      ? 'not measured'
                      : amountWords(metric, value)}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
