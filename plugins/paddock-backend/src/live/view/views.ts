import { createThrottle } from './throttle';
import type { Scope } from '../scope';
import type { Rows, Source } from '../source';
import type { Subject } from '../topic';
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
  /** @param person - who looks: a person's views are refreshed in that person's turn */
  open(key: string, person: string, source: () => Source): Held;
  /** Rows and meta once: of the view that others look at, or read for the occasion. */
  read(key: string, source: () => Source): Rows<unknown, unknown>;
  readonly size: number;
  stop(): void;
}

interface Kept {
  view: View;
  /** How often each person looks at it. */
  viewers: Map<string, number>;
  timer?: NodeJS.Timeout;
}

/** What several people look at has turns of its own: it must not wait for all else that one of them looks at. */
function ownerOf(key: string, viewers: Kept['viewers']): string {
  const [person = ''] = viewers.keys();
  return viewers.size > 1 ? key : person;
}

export function createViews(onError: (error: unknown) => void): Views {
  const kept = new Map<string, Kept>();
  /** Those without viewers, the longest waiting first. */
  const idle = new Map<string, Kept>();
  const throttle = createThrottle(share, onError);

  function start(key: string, source: Source): Kept {
    const viewers: Kept['viewers'] = new Map();
    const view = createView(source, refresh =>
      throttle.add(ownerOf(key, viewers), refresh),
    );
    const entry = { view, viewers };
    kept.set(key, entry);
    return entry;
  }

  function drop(key: string, entry: Kept) {
    clearTimeout(entry.timer);
    entry.view.stop();
    idle.delete(key);
    kept.delete(key);
  }

  function leave({ viewers }: Kept, person: string) {
    const left = (viewers.get(person) ?? 1) - 1;
    if (left > 0) viewers.set(person, left);
    else viewers.delete(person);
  }

  function rest(key: string, entry: Kept) {
    if (entry.viewers.size > 0 || kept.get(key) !== entry) return;
    entry.timer = setTimeout(() => drop(key, entry), keepMs);
    entry.timer.unref();
    idle.set(key, entry);
    const [oldest] = idle;
    if (idle.size > keepAtMost && oldest) drop(...oldest);
  }

  return {
    open(key, person, source) {
      const held = kept.get(key) ?? start(key, source());
      clearTimeout(held.timer);
      idle.delete(key);
      held.viewers.set(person, (held.viewers.get(person) ?? 0) + 1);
      let released = false;
      return {
        view: held.view,
        release() {
          if (released) return;
          released = true;
          leave(held, person);
          rest(key, held);
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
      throttle.stop();
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
