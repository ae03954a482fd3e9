const MOST_NAMESPACES = 100;
const MOST_NODES = 20;
/** After somebody has looked last. */
const WATCH_MS = 10 * 60_000;
/** Whoever has a page open looks more often than this. */
const LEFT_MS = 60_000;

type Now = () => number;

/** Names with when nobody watches them any more, in the order of who has looked last. */
function createWatched(
  most: number,
  now: Now,
  forget: (name: string) => void = () => {},
) {
  const watched = new Map<string, number>();

  function drop(name: string) {
    watched.delete(name);
    forget(name);
  }

  /** The one that has been left for the longest gives way to another. */
  function makeRoom(): boolean {
    const [first] = watched;
    if (!first || first[1] - now() > WATCH_MS - LEFT_MS) return false;
    drop(first[0]);
    return true;
  }

  return {
    names: () => watched.keys(),
    isAny: () => [...watched.values()].some(until => until > now()),
    /** False where so many are looked at now that there is no room. */
    look(name: string): boolean {
      if (!watched.has(name) && watched.size >= most && !makeRoom()) {
        return false;
      }
      watched.delete(name);
      watched.set(name, now() + WATCH_MS);
      return true;
    },
    forgetOld() {
      for (const [name, until] of watched) if (until <= now()) drop(name);
    },
  };
}

/** What somebody looks at, and until when. */
export function createWatches(now: Now, forget: (namespace: string) => void) {
  const namespaces = createWatched(MOST_NAMESPACES, now, forget);
  const nodes = createWatched(MOST_NODES, now);
  let pool = 0;

  return {
    get namespaces() {
      return namespaces.names();
    },
    get nodes(): ReadonlySet<string> {
      return new Set(nodes.names());
    },
    get pool() {
      return pool > now();
    },
    watch: namespaces.look,
    watchPool(node?: string) {
      if (node !== undefined && !nodes.look(node)) return false;
      pool = now() + WATCH_MS;
      return true;
    },
    isAny: () => pool > now() || namespaces.isAny() || nodes.isAny(),
    forgetOld() {
      nodes.forgetOld();
      namespaces.forgetOld();
    },
  };
}
