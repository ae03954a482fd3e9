const MOST_NAMESPACES = 100;
const MOST_NODES = 20;
/** After somebody has looked last. */
const WATCH_MS = 10 * 60_000;

/** What somebody looks at, and until when. */
export function createWatches(
  now: () => number,
  forget: (namespace: string) => void,
) {
  const namespaces = new Map<string, number>();
  const nodes = new Map<string, number>();
  let pool = 0;

  function extend(watched: Map<string, number>, name: string, most: number) {
    if (!watched.has(name) && watched.size >= most) return false;
    watched.set(name, now() + WATCH_MS);
    return true;
  }

  return {
    get namespaces() {
      return namespaces.keys();
    },
    get nodes(): ReadonlySet<string> {
      return new Set(nodes.keys());
    },
    get pool() {
      return pool > now();
    },
    watch: (namespace: string) =>
      extend(namespaces, namespace, MOST_NAMESPACES),
    watchPool(node?: string) {
      if (node !== undefined && !extend(nodes, node, MOST_NODES)) return false;
      pool = now() + WATCH_MS;
      return true;
    },
    isAny: () =>
      [pool, ...namespaces.values(), ...nodes.values()].some(
        until => until > now(),
      ),
    forgetOld() {
      for (const [node, until] of nodes) if (until <= now()) nodes.delete(node);
      for (const [namespace, until] of namespaces) {
        if (until > now()) continue;
        namespaces.delete(namespace);
        forget(namespace);
      }
    },
  };
}
