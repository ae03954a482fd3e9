import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Change, RowCache } from './cache';
import { createListeners } from './listeners';
import type { OwnerRef, Row } from './rows';
import { compareVersions } from './read/versions';

/** A RowCache with the side that its reflector writes to. */
export interface WatchCache<R extends Row> extends RowCache<R> {
  /**
   * Takes a row in, unless it is older than what is known of the same object
   * (API servers behind one address may lag) and `force` is not given.
   */
  put(row: R, force?: boolean): void;
  /** An object is gone. `version`, where known, guards like in `put`. */
  drop(id: string, version?: string): void;
  /** Drops whatever is not in `ids`: the end of a resync. */
  keepOnly(ids: ReadonlySet<string>): void;
  setReach(reach: Reach): void;
}

type Indexed = Row & { owner?: OwnerRef; component?: string };

/** @param report is told of a listener that throws; the others still hear. */
export function createWatchCache<R extends Row>(
  report: (error: unknown) => void,
): WatchCache<R> {
  const rows = new Map<string, R>();
  const indexes = {
    namespace: createIndex<R>(row => row.namespace || undefined),
    owner: createIndex<R>(row => (row as Indexed).owner?.id),
    component: createIndex<R>(row => (row as Indexed).component),
  };
  const changes = createListeners<[Change<R>]>(report);
  const reaches = createListeners<[]>(report);
  let reach: Reach = { state: 'syncing' };

  function replace(before: R | undefined, now: R | undefined) {
    for (const index of Object.values(indexes)) index.replace(before, now);
    changes.tell({
      ...(before ? { before } : {}),
      ...(now ? { now } : {}),
    });
  }

  function drop(id: string, version?: string) {
    const before = rows.get(id);
    if (!before) return;
    if (version && compareVersions(version, before.version) < 0) return;
    rows.delete(id);
    replace(before, undefined);
  }

  return {
    get size() {
      return rows.size;
    },
    reach: () => reach,
    get: id => rows.get(id),
    all: () => rows.values(),
    inNamespace: indexes.namespace.of,
    ownedBy: indexes.owner.of,
    ofComponent: indexes.component.of,
    subscribe: changes.add,
    onReach: reaches.add,
    put(row, force = false) {
      const before = rows.get(row.id);
      const age = before ? compareVersions(row.version, before.version) : 1;
      if (age === 0 || (age < 0 && !force)) return;
      rows.set(row.id, row);
      replace(before, row);
    },
    drop,
    keepOnly(ids) {
      for (const id of [...rows.keys()]) if (!ids.has(id)) drop(id);
    },
    setReach(next) {
      if (sameReach(reach, next)) return;
      reach = next;
      reaches.tell();
    },
  };
}

function sameReach(a: Reach, b: Reach): boolean {
  if (a.state !== b.state) return false;
  const reason = 'reason' in a && 'reason' in b && a.reason !== b.reason;
  return !reason;
}

function createIndex<R extends Row>(keyOf: (row: R) => string | undefined) {
  const groups = new Map<string, Set<R>>();
  const none: ReadonlySet<R> = new Set();

  return {
    of: (key: string): Iterable<R> => groups.get(key) ?? none,
    replace(before: R | undefined, now: R | undefined) {
      const from = before && keyOf(before);
      if (before && from !== undefined) {
        const group = groups.get(from);
        group?.delete(before);
        if (group?.size === 0) groups.delete(from);
      }
      const to = now && keyOf(now);
      if (now && to !== undefined) {
        const group = groups.get(to);
        if (group) group.add(now);
        else groups.set(to, new Set([now]));
      }
    },
  };
}
