/** Runs work one piece after the other, never for more than a share of the time. */
export interface Pace {
  add(work: () => void): void;
  stop(): void;
}

/**
 * However many views there are, and however dear each of them is, the event loop
 * keeps the rest of its time for everybody else: views then refresh less often.
 * @param share - between 0 and 1
 */
export function createPace(
  share: number,
  onError: (error: unknown) => void,
): Pace {
  const queue = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;

  function next() {
    timer = undefined;
    const [work] = queue;
    if (!work) return;
    queue.delete(work);
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
    add(work) {
      queue.add(work);
      timer ??= setTimeout(next, 0);
    },
    stop() {
      clearTimeout(timer);
      queue.clear();
    },
  };
}
