import {
  useEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';

interface Rows {
  count: number;
  /** The row that the tab key reaches; the table keeps it in the page. */
  current: number;
  setCurrent: (index: number) => void;
  scrollToIndex: (index: number) => void;
}

function target(key: string, current: number, count: number) {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, current + 1);
    case 'ArrowUp':
      return Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

const rowOf = (element: EventTarget) =>
  (element as HTMLElement).closest<HTMLElement>('[data-index]');

/** Moves the focus over the rows of a virtual table; rows carry `data-index`, and `aria-busy` until they are loaded. */
export function useRowKeys(scroll: RefObject<HTMLElement>, rows: Rows) {
  const { count, current, setCurrent, scrollToIndex } = rows;
  const wanted = useRef<number>();

  // A row that is out of sight exists only after it was drawn, and is another element once it is loaded.
  useEffect(() => {
    if (wanted.current === undefined || !scroll.current) return;
    const { activeElement, body } = document;
    if (activeElement !== body && !scroll.current.contains(activeElement)) {
      wanted.current = undefined;
      return;
    }
    const row = scroll.current.querySelector<HTMLElement>(
      `[data-index="${wanted.current}"]`,
    );
    row?.focus();
    if (row?.getAttribute('aria-busy') === 'false') wanted.current = undefined;
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rowOf(event.target);
    if (event.key === 'Enter' && event.target === row) {
      row.querySelector<HTMLElement>('a[href], button')?.click();
      return;
    }
    const to = target(event.key, current, count);
    if (to === undefined) return;
    event.preventDefault();
    wanted.current = to;
    setCurrent(to);
    scrollToIndex(to);
  };

  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const index = Number(rowOf(event.target)?.dataset.index);
    if (index !== wanted.current) wanted.current = undefined;
    setCurrent(index);
  };

  return { onKeyDown, onFocus };
}
