import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import type { CSSProperties, FocusEvent, KeyboardEvent } from 'react';
import {
  headHeight,
  type Column,
  type Layout,
  type Sorting,
} from './tableLayout';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    padding: theme.spacing(0, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& > *': {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
  },
  wraps: { '&&': { whiteSpace: 'normal', lineHeight: 1.25 } },
  title: {
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
  },
  card: { rowGap: theme.spacing(0.5), padding: theme.spacing(1, 2) },
  first: { gridColumn: '1 / -1' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    fontWeight: 600,
    background: theme.palette.background.paper,
  },
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

/** The titles of a VirtualTable. */
export function Head<Row>(props: { layout: Layout<Row>; sorting: Sorting }) {
  const classes = useStyles();
  const { by, order, onSort } = props.sorting;
  const { columns, gridTemplateColumns, isCards } = props.layout;
  const ariaSort = order === 'asc' ? 'ascending' : 'descending';
  return (
    <div role="rowgroup" className={classes.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={`${classes.row} ${isCards ? classes.card : ''}`}
        style={{ gridTemplateColumns, minHeight: headHeight }}
      >
        {columns.map(({ id, title, sortable, wraps }) => (
          <div
            key={id}
            role="columnheader"
            aria-sort={by === id ? ariaSort : undefined}
            className={wraps ? classes.wraps : undefined}
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
  layout: Layout<Row>;
  /** Nothing while it is not loaded. */
  row: Row | undefined;
  index: number;
  faded: boolean;
  focusable: boolean;
  style: CSSProperties;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
}

/** A row of a VirtualTable. */
export function Line<Row>(props: LineProps<Row>) {
  const { layout, row, index, faded, focusable, ...rest } = props;
  const classes = useStyles();
  const classOf = ({ wraps }: Column<Row>, place: number) =>
    [
      wraps ? classes.wraps : '',
      layout.isCards && place === 0 ? classes.first : '',
    ].join(' ');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined}
      data-index={index}
      tabIndex={focusable ? 0 : -1}
      className={[
        classes.row,
        classes.line,
        layout.isCards ? classes.card : '',
        faded ? classes.faded : '',
      ].join(' ')}
      {...rest}
    >
      {layout.columns.map((column, place) => (
        <div key={column.id} role="cell" className={classOf(column, place)}>
          {layout.isCards && place > 0 && (
            <div className={classes.title} aria-hidden>
              {column.title}
            </div>
          )}
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
