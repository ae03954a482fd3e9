interface Held {
  owner: string;
  release: () => void;
  steal: () => void;
}
interface Queued {
  owner: string;
  grant: () => void;
}

type Callback = (lock: Lock | null) => unknown;

/** Locks and channels of one browser, shared by tabs that a test can kill. */
export function createFakeBrowser() {
  const held = new Map<string, Held>();
  const queues = new Map<string, Queued[]>();
  const listeners = new Map<string, Set<(event: MessageEvent) => void>>();

  const next = (name: string) => {
    if (held.has(name)) return;
    queues.get(name)?.shift()?.grant();
  };

  const take = (name: string, owner: string, run: Callback) =>
    new Promise<unknown>((resolve, reject) => {
      const own: Held = {
        owner,
        release: () => {
          if (held.get(name) === own) held.delete(name);
          next(name);
        },
        steal: () => reject(new DOMException('Stolen', 'AbortError')),
      };
      held.set(name, own);
      Promise.resolve(run(null)).then(value => {
        if (held.get(name) === own) own.release();
        resolve(value);
      }, reject);
    });

  const request =
    (owner: string) =>
    (name: string, ...rest: [LockOptions | Callback, Callback?]) => {
      const [options, run] =
        typeof rest[0] === 'function'
          ? [{}, rest[0]]
          : [rest[0], rest[1] as Callback];
      if (options.steal) {
        held.get(name)?.steal();
        return take(name, owner, run);
      }
      return new Promise((resolve, reject) => {
        const queue = queues.get(name) ?? [];
        queues.set(name, queue);
        const entry: Queued = {
          owner,
          grant: () => take(name, owner, run).then(resolve, reject),
        };
        queue.push(entry);
        options.signal?.addEventListener('abort', () => {
          const at = queue.indexOf(entry);
          if (at < 0) return;
          queue.splice(at, 1);
          reject(new DOMException('Aborted', 'AbortError'));
        });
        queueMicrotask(() => next(name));
      });
    };

  const channel = (owner: string, name: string) => {
    const own = new Set<(event: MessageEvent) => void>();
    listeners.set(`${name}/${owner}`, own);
    return {
      addEventListener: (_: string, on: (event: MessageEvent) => void) =>
        own.add(on),
      postMessage: (data: unknown) => {
        const copy = structuredClone(data);
        for (const [key, all] of listeners) {
          if (all === own || !key.startsWith(`${name}/`)) continue;
          queueMicrotask(() =>
            all.forEach(on => on({ data: copy } as MessageEvent)),
          );
        }
      },
    } as unknown as BroadcastChannel;
  };

  return {
    tab: (owner: string) => ({
      locks: { request: request(owner) } as unknown as LockManager,
      channel: (name: string) => channel(owner, name),
    }),
    /** The tab hears nothing any more, but keeps its locks: as when its script hangs. */
    hang: (owner: string) => {
      for (const [key, all] of listeners) {
        if (key.endsWith(`/${owner}`)) all.clear();
      }
    },
    /** The tab is gone, and the browser frees what it held. */
    kill: (owner: string) => {
      for (const [key] of listeners) {
        if (key.endsWith(`/${owner}`)) listeners.delete(key);
      }
      for (const queue of queues.values()) {
        const others = queue.filter(each => each.owner !== owner);
        queue.splice(0, queue.length, ...others);
      }
      for (const each of [...held.values()]) {
        if (each.owner === owner) each.release();
      }
    },
  };
}
