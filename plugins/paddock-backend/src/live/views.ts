import { createPace } from './pace';
import type { Scope } from './scope';
import type { Rows, Source } from './source';
import type { Subject } from './topic';
import { createView, type View } from './view';

/** How long a view waits for somebody to come back to it. */
const keepMs = 60_000;
/** Views that wait cost work with each change, too: the longest waiting go first. */
const keepAtMost = 200;
/** The share of a core that refreshing all views may take. */
const share = 0.4;

/** A view in use: give it back with `release` when done. */
export interface Held {
  view: View;
  release(): void;
}

/** Views by key: equal questions of people who may see the same share one. */
export interface Views {
  open(key: string, source: () => Source): Held;
  /** Rows and meta once: of the view that others look at, or read for the occasion. */
  read(key: string, source: () => Source): Rows<unknown, unknown>;
  readonly size: number;
  stop(): void;
}

interface Kept {
  view: View;
  viewers: number;
  timer?: NodeJS.Timeout;
}

export function createViews(onError: (error: unknown) => void): Views {
  const kept = new Map<string, Kept>();
  /** Those without viewers, the longest waiting first. */
  const idle = new Map<string, Kept>();
  const pace = createPace(share, onError);

  function drop(key: string, entry: Kept) {
    clearTimeout(entry.timer);
    entry.view.stop();
    idle.delete(key);
    kept.delete(key);
  }

  function release(key: string, entry: Kept) {
    entry.viewers -= 1;
    if (entry.viewers > 0 || kept.get(key) !== entry) return;
    entry.timer = setTimeout(() => drop(key, entry), keepMs);
    entry.timer.unref();
    idle.set(key, entry);
    const [oldest] = idle;
    if (idle.size > keepAtMost && oldest) drop(...oldest);
  }

  return {
    open(key, source) {
      let entry = kept.get(key);
      if (!entry) {
        entry = { view: createView(source(), pace), viewers: 0 };
        kept.set(key, entry);
      }
      const held = entry;
      clearTimeout(held.timer);
      idle.delete(key);
      held.viewers += 1;
      let released = false;
      return {
        view: held.view,
        release() {
          if (!released) release(key, held);
          released = true;
        },
      };
    },
    read(key, source) {
      return kept.get(key)?.view.snapshot() ?? source().all();
    },
    get size() {
      return kept.size;
    },
    stop() {
      for (const [key, entry] of [...kept]) drop(key, entry);
      pace.stop();
    },
  };
}

/** What decides everything that a view shows. */
export const viewKey = (
  topic: string,
  { key, viewer }: Pick<Subject, 'key' | 'viewer'>,
  scope: Scope,
) =>
  JSON.stringify([
    ...[topic, key, scope.key],
    viewer === 'anybody'
      ? viewer
      : [viewer.userRef, [...viewer.groupRefs].sort()],
  ]);
