import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { readCursor, writeCursor } from './cursor';
import type { RowChanges, Source } from '../source';

/** How long changes are gathered before they are sent as one. */
const gatherMs = 60;
/** Deltas kept for those who come back; and rows in them, which bounds the memory. */
const ringDeltas = 200;
const ringRows = 5_000;

export interface Snapshot<Item, Meta> {
  cursor: string;
  items: Array<[string, Item]>;
  meta?: Meta;
}

export interface Delta<Item, Meta> {
  cursor: string;
  changed: Array<[string, Item]>;
  gone: string[];
  meta?: Meta;
}

/** Rows that viewers share: read once, however many look on. Values must not be changed. */
export interface View<Item = unknown, Meta = unknown> {
  /** Which rows were last told of, with their values. */
  rows(): ReadonlyMap<string, Item>;
  /** The same object until something changes. */
  snapshot(): Snapshot<Item, Meta>;
  /** What happened after this cursor, as one delta; undefined when only a snapshot can tell. */
  since(cursor: string): Delta<Item, Meta> | undefined;
  subscribe(listener: (delta: Delta<Item, Meta>) => void): () => void;
  stop(): void;
}

interface Step<Item, Meta> extends Delta<Item, Meta> {
  seq: number;
}

/** Several deltas as one: the last word on each row counts. */
function merge<Item, Meta>(
  steps: Array<Delta<Item, Meta>>,
  cursor: string,
): Delta<Item, Meta> {
  const last = new Map<string, [string, Item] | undefined>();
  let meta: Meta | undefined;
  for (const step of steps) {
    for (const row of step.changed) last.set(row[0], row);
    for (const id of step.gone) last.set(id, undefined);
    meta = step.meta ?? meta;
  }
  const changed = [...last.values()].filter(row => row !== undefined);
  const gone = [...last].filter(([, row]) => !row).map(([id]) => id);
  return { cursor, changed, gone, ...(meta !== undefined && { meta }) };
}

/** A ring of the last steps. */
function createHistory<Item, Meta>() {
  const steps: Array<Step<Item, Meta>> = [];
  let rows = 0;
  const size = (step: Step<Item, Meta>) =>
    step.changed.length + step.gone.length;
  return {
    add(step: Step<Item, Meta>) {
      steps.push(step);
      rows += size(step);
      while (steps.length > ringDeltas || rows > ringRows) {
        rows -= size(steps.shift()!);
      }
    },
    /** Undefined when a step after this one has been forgotten. */
    after(seq: number, now: number): Array<Step<Item, Meta>> | undefined {
      if (seq > now) return undefined;
      const first = steps[0]?.seq ?? now + 1;
      return seq + 1 < first ? undefined : steps.filter(s => s.seq > seq);
    },
  };
}

/**
 * Starts a view of a source. It follows the source until it is stopped.
 * @param schedule - runs a refresh when its turn has come
 */
export function createView<Item, Meta>(
  source: Source<Item, Meta>,
  schedule: (refresh: () => void) => void,
): View<Item, Meta> {
  const epoch = randomBytes(8).toString('hex');
  const listeners = new Set<(delta: Delta<Item, Meta>) => void>();
  const history = createHistory<Item, Meta>();
  const dirty = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let seq = 0;
  let stopped = false;
  let last: Snapshot<Item, Meta> | undefined;

  // Listen first, then look: what happens in between is only looked at twice.
  const stop = source.start(key => {
    dirty.add(key);
    timer ??= setTimeout(() => schedule(refresh), gatherMs);
  });
  const first = source.all();
  const rows = new Map(first.items);
  let meta = first.meta;

  function take(changes: RowChanges<Item, Meta>): Delta<Item, Meta> {
    const changed: Array<[string, Item]> = [];
    const gone: string[] = [];
    for (const [id, item] of changes.items) {
      if (item === undefined) {
        if (rows.delete(id)) gone.push(id);
      } else if (!isDeepStrictEqual(rows.get(id), item)) {
        rows.set(id, item);
        changed.push([id, item]);
      }
    }
    return { cursor: writeCursor({ epoch, seq: seq + 1 }), changed, gone };
  }

  function refresh() {
    timer = undefined;
    if (stopped) return;
    const keys = new Set(dirty);
    dirty.clear();
    const changes = source.some(keys);
    const delta = take(changes);
    const metaChanged = !isDeepStrictEqual(changes.meta, meta);
    if (metaChanged) {
      meta = changes.meta;
      delta.meta = meta;
    }
    if (!metaChanged && delta.changed.length + delta.gone.length === 0) return;
    seq += 1;
    last = undefined;
    history.add({ ...delta, seq });
    for (const listener of [...listeners]) listener(delta);
  }

  return {
    rows: () => rows,
    snapshot() {
      last ??= {
        cursor: writeCursor({ epoch, seq }),
        items: [...rows],
        ...(meta !== undefined && { meta }),
      };
      return last;
    },
    since(text) {
      const cursor = readCursor(text);
      if (cursor?.epoch !== epoch) return undefined;
      const steps = history.after(cursor.seq, seq);
      return steps && merge(steps, writeCursor({ epoch, seq }));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      stop();
    },
  };
}
