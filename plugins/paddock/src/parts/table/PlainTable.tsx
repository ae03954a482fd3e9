import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  // Backstage breaks words within cells where it is narrow. Here they stay whole, and what is too wide is scrolled to.
  scroll: {
    overflowX: 'auto',
    '& td, & th': { wordBreak: 'normal', overflowWrap: 'normal' },
    '& $long': { overflowWrap: 'anywhere', minWidth: '10rem' },
  },
  long: { whiteSpace: 'pre-wrap' },
});

interface PlainTableProps {
  /** Its name for screen readers. */
  label: string;
  titles: readonly string[];
  /** Rows. */
  children: ReactNode;
}

/** A table of few rows, all of which are drawn. */
export function PlainTable({ label, titles, children }: PlainTableProps) {
  const classes = useStyles();
  return (
    <div className={classes.scroll}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            {titles.map(title => (
              <TableCell key={title}>{title}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}

interface CellProps {
  className?: string;
  children: ReactNode;
}

/** The cell that names its row. */
export function RowTitle(props: CellProps) {
  return <TableCell component="th" role="rowheader" scope="row" {...props} />;
}

/** A cell of what people write or the cluster says: of any length, and broken anywhere. */
export function LongCell({ children }: Pick<CellProps, 'children'>) {
  const classes = useStyles();
  return <TableCell className={classes.long}>{children}</TableCell>;
}
