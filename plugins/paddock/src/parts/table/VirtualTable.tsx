import { makeStyles } from '@material-ui/core/styles';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { Head, Line } from './TableRows';
import {
  headHeight,
  useLayout,
  type LayoutProps,
  type Sorting,
} from './tableLayout';
import { useFillHeight } from './useFillHeight';
import { useRowKeys } from './useRowKeys';

export type { Column } from './tableLayout';

interface VirtualTableProps<Row> extends LayoutProps<Row> {
  label: string;
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

const useStyles = makeStyles(theme => ({
  scroll: {
    overflow: 'auto',
    // Rows that are scrolled to stop below the head.
    scrollPaddingTop: headHeight,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
  },
  body: { position: 'relative' },
}));

/** Which rows are in the page, and which of them the tab key reaches. */
function useRows(
  scroll: RefObject<HTMLElement>,
  count: number,
  height: number,
) {
  const [chosen, setCurrent] = useState(0);
  const current = Math.max(0, Math.min(chosen, count - 1));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 10,
    // A row with the focus stays in the page when it is scrolled away.
    rangeExtractor: range =>
      count === 0
        ? []
        : [...new Set([current, ...defaultRangeExtractor(range)])],
    // The head covers one row of the height, and pushes the rows down by it.
    scrollPaddingEnd: headHeight,
  });
  const { measure } = virtual;
  useEffect(() => measure(), [measure, height]);
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
  const layout = useLayout(props);
  const { columns, gridTemplateColumns } = layout;
  const scroll = useRef<HTMLDivElement>(null);
  const fill = useFillHeight(scroll);
  const { virtual, current, keys } = useRows(scroll, count, layout.height);
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onVisible(first, last), [onVisible, first, last]);
  const hold = useHold(onHold);

  return (
    <div
      ref={scroll}
      className={classes.scroll}
      // Of cards, more than one has to be in sight.
      style={{ maxHeight: layout.isCards ? `max(${fill}px, 75vh)` : fill }}
      {...hold}
    >
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
      >
        <Head layout={layout} sorting={props.sorting} />
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
                layout={layout}
                row={row}
                index={index}
                faded={row !== undefined && Boolean(faded?.(row))}
                focusable={index === current}
                style={{
                  gridTemplateColumns,
                  height: layout.height,
                  transform: `translateY(${start}px)`,
                }}
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
