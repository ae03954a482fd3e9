import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { ReactNode } from 'react';

/** A column of a VirtualTable. */
export interface Column<Row> {
  id: string;
  title: string;
  /** A CSS grid track. */
  width: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Goes on in a second line where there is no room, instead of being cut. */
  wraps?: boolean;
  /** Left out on windows narrower than this. */
  from?: 'sm' | 'md' | 'lg';
}

/** What the table is sorted by. */
export interface Sorting {
  by: string;
  order: 'asc' | 'desc';
  onSort: (column: string) => void;
}

/** In px, where titles stand in one line. */
export const headHeight = 44;

/** What decides how rows are laid out. */
export interface LayoutProps<Row> {
  columns: Column<Row>[];
  /** In px. Default 44, which is two lines of text. */
  rowHeight?: number;
  /** On a telephone every row is a card with all columns, each with its title; this is its height in px. */
  cardHeight?: number;
}

/** How rows are laid out in a window of this width. */
export function useLayout<Row>(props: LayoutProps<Row>) {
  const { columns, rowHeight = 44, cardHeight } = props;
  const { breakpoints } = useTheme();
  const wide = {
    sm: useMediaQuery(breakpoints.up('sm'), { defaultMatches: true }),
    md: useMediaQuery(breakpoints.up('md'), { defaultMatches: true }),
    lg: useMediaQuery(breakpoints.up('lg'), { defaultMatches: true }),
  };
  if (cardHeight !== undefined && !wide.sm) {
    const gridTemplateColumns = 'repeat(2, minmax(0, 1fr))';
    return { isCards: true, columns, height: cardHeight, gridTemplateColumns };
  }
  const shown = columns.filter(({ from }) => !from || wide[from]);
  const gridTemplateColumns = shown.map(({ width }) => width).join(' ');
  return {
    isCards: false,
    columns: shown,
    height: rowHeight,
    gridTemplateColumns,
  };
}

export type Layout<Row> = ReturnType<typeof useLayout<Row>>;
