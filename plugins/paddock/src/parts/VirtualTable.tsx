import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useFillHeight } from './useFillHeight';
import { useRowKeys } from './useRowKeys';

/** A column of a VirtualTable. */
export interface Column<Row> {
  id: string;
  title: string;
  /** A CSS grid track. */
  width: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Left out on windows narrower than this. */
  from?: 'sm' | 'md' | 'lg';
}

/** What the table is sorted by. */
export interface Sorting {
  by: string;
  order: 'asc' | 'desc';
  onSort: (column: string) => void;
}

interface VirtualTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  /** How many rows there are, loaded or not. */
  count: number;
  /** Nothing while the row is not loaded. */
  rowAt: (index: number) => Row | undefined;
  idOf: (row: Row) => string;
  /** The row is shown where it was, and is no longer there. */
  faded?: (row: Row) => boolean;
  sorting: Sorting;
  /** Called with the first and last visible row's index. */
  onVisible: (first: number, last: number) => void;
  /** The pointer or the keyboard is on a row: rows should stay where they are. */
  onHold: (held: boolean) => void;
}

const rowHeight = 44;

const useStyles = makeStyles(theme => ({
  scroll: {
    overflow: 'auto',
    // Rows that are scrolled to stop below the head.
    scrollPaddingTop: rowHeight,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
  },
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0, 2),
    height: rowHeight,
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& > *': {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    fontWeight: 600,
    background: theme.palette.background.paper,
  },
  body: { position: 'relative' },
  line: {
    position: 'absolute',
    left: 0,
    right: 0,
    '&:hover, &:focus-within': { background: theme.palette.action.hover },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: -2,
    },
  },
  faded: { opacity: 0.5 },
  blank: {
    height: theme.spacing(2),
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.action.hover,
  },
}));

function useColumns<Row>(columns: Column<Row>[]) {
  const { breakpoints } = useTheme();
  const wide = {
    sm: useMediaQuery(breakpoints.up('sm'), { defaultMatches: true }),
    md: useMediaQuery(breakpoints.up('md'), { defaultMatches: true }),
    lg: useMediaQuery(breakpoints.up('lg'), { defaultMatches: true }),
  };
  return columns.filter(({ from }) => !from || wide[from]);
}

function Head<Row>(props: {
  columns: Column<Row>[];
  sorting: Sorting;
  style: { gridTemplateColumns: string };
}) {
  const classes = useStyles();
  const { by, order, onSort } = props.sorting;
  const ariaSort = order === 'asc' ? 'ascending' : 'descending';
  return (
    <div role="rowgroup" className={classes.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={classes.row}
        style={props.style}
      >
        {props.columns.map(({ id, title, sortable }) => (
          <div
            key={id}
            role="columnheader"
            aria-sort={by === id ? ariaSort : undefined}
          >
            {sortable ? (
              <TableSortLabel
                active={by === id}
                direction={by === id ? order : 'asc'}
                onClick={() => onSort(id)}
              >
                {title}
              </TableSortLabel>
            ) : (
              title
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface LineProps<Row> {
  columns: Column<Row>[];
  /** Nothing while it is not loaded. */
  row: Row | undefined;
  index: number;
  faded: boolean;
  focusable: boolean;
  style: CSSProperties;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
}

function Line<Row>(props: LineProps<Row>) {
  const { columns, row, index, faded, focusable, ...rest } = props;
  const classes = useStyles();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined}
      data-index={index}
      tabIndex={focusable ? 0 : -1}
      className={`${classes.row} ${classes.line} ${faded ? classes.faded : ''}`}
      {...rest}
    >
      {columns.map(column => (
        <div key={column.id} role="cell">
          {row === undefined ? (
            <div className={classes.blank} aria-hidden />
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
    </div>
  );
}

/** Which rows are in the page, and which of them the tab key reaches. */
function useRows(scroll: RefObject<HTMLElement>, count: number) {
  const [chosen, setCurrent] = useState(0);
  const current = Math.max(0, Math.min(chosen, count - 1));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    // A row with the focus stays in the page when it is scrolled away.
    rangeExtractor: range =>
      count === 0
        ? []
        : [...new Set([current, ...defaultRangeExtractor(range)])],
    // The head covers one row of the height, and pushes the rows down by it.
    scrollPaddingEnd: rowHeight,
  });
  const keys = useRowKeys(scroll, {
    count,
    current,
    setCurrent,
    scrollToIndex: virtual.scrollToIndex,
  });
  return { virtual, current, keys };
}

/** A table of any length: only what is visible is in the page. Up, down, Home and End move; Enter follows the row's first link or button. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { count, rowAt, idOf, faded, onVisible, onHold } = props;
  const classes = useStyles();
  const columns = useColumns(props.columns);
  const style = { gridTemplateColumns: columns.map(c => c.width).join(' ') };
  const scroll = useRef<HTMLDivElement>(null);
  const height = Math.min(useFillHeight(scroll), (count + 1) * rowHeight + 2);
  const { virtual, current, keys } = useRows(scroll, count);
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onVisible(first, last), [onVisible, first, last]);
  const hold = useHold(onHold);

  return (
    <div ref={scroll} className={classes.scroll} style={{ height }} {...hold}>
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
      >
        <Head columns={columns} sorting={props.sorting} style={style} />
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rowAt(index);
            return (
              <Line
                // A row that moves keeps its element, and with it the focus.
                key={row === undefined ? `blank ${index}` : idOf(row)}
                columns={columns}
                row={row}
                index={index}
                faded={row !== undefined && Boolean(faded?.(row))}
                focusable={index === current}
                style={{ ...style, transform: `translateY(${start}px)` }}
                {...keys}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function useHold(onHold: (held: boolean) => void) {
  const [over, setOver] = useState(false);
  const [focused, setFocused] = useState(false);
  useEffect(() => onHold(over || focused), [onHold, over, focused]);
  return {
    onPointerEnter: () => setOver(true),
    onPointerLeave: () => setOver(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
}
