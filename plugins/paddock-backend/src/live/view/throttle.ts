import { createFairQueue } from './fairQueue';

/** Runs work one piece after the other, never for more than a share of the time, and its owners in turn. */
export interface Throttle {
  add(owner: string, work: () => void): void;
  stop(): void;
}

/**
 * However many views there are, and however dear each of them is, the event loop
 * keeps the rest of its time for everybody else: views then refresh less often.
 * @param share - between 0 and 1
 */
export function createThrottle(
  share: number,
  onError: (error: unknown) => void,
): Throttle {
  const queue = createFairQueue<() => void>();
  let timer: NodeJS.Timeout | undefined;

  function next() {
    timer = undefined;
    const work = queue.next();
    if (!work) return;
    const start = performance.now();
    try {
      work();
    } catch (error) {
      onError(error);
    }
    const took = performance.now() - start;
    if (queue.size > 0) timer = setTimeout(next, took / share - took);
  }

  return {
    add(owner, work) {
      queue.add(owner, work);
      timer ??= setTimeout(next, 0);
    },
    stop() {
      clearTimeout(timer);
      queue.clear();
    },
  };
}
