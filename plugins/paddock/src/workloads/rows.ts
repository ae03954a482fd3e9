import type {
  Workload,
  WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';

/** What the table shows: a window of the list. */
export interface Rows {
  /** Which question these rows answer. */
  key: string;
  items: ReadonlyMap<string, Workload>;
  window: WorkloadWindow;
  /** Rows that are shown where they were, and are no longer there. */
  moved: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

export function createRows(
  key: string,
  items: ReadonlyMap<string, Workload>,
  window: WorkloadWindow,
): Rows {
  return { key, items, window, moved: none };
}

/** The row at a place of the whole list; nothing where it lies outside of the window. */
export function rowAt(rows: Rows, index: number): Workload | undefined {
  const id = rows.window.order[index - rows.window.offset];
  return id === undefined ? undefined : rows.items.get(id);
}

function sameOrder(a: WorkloadWindow, b: WorkloadWindow) {
  return (
    a.matching === b.matching &&
    a.order.length === b.order.length &&
    a.order.every((id, index) => b.order[index] === id)
  );
}

/** The latest values at the places where a person has them before the eyes. */
export function holdRows(shown: Rows, latest: Rows): Rows {
  if (shown.key !== latest.key || sameOrder(shown.window, latest.window)) {
    return latest;
  }
  const { order, matching } = shown.window;
  const items = new Map(shown.items);
  for (const [id, item] of latest.items) items.set(id, item);
  const places = new Set(latest.window.order);
  return {
    key: shown.key,
    items,
    window: { ...latest.window, order, matching },
    moved: new Set(order.filter(id => !places.has(id))),
  };
}
