export interface Waiting {
  signal: AbortSignal;
  /** Called once, with the number of those before, when there is no free place. */
  onWait: (before: number) => void;
}

export type Queue = <T>(run: () => Promise<T>, waiting: Waiting) => Promise<T>;

/** Runs at most `limit` at a time, first come first served. Who is aborted while waiting leaves the queue. */
export function createQueue(limit: number): Queue {
  let running = 0;
  const line: Array<() => void> = [];

  const enter = ({ signal, onWait }: Waiting) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      if (running < limit) {
        running += 1;
        resolve();
        return;
      }
      const onAbort = () => {
        line.splice(line.indexOf(proceed), 1);
        reject(signal.reason);
      };
      const proceed = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      onWait(running + line.length);
      line.push(proceed);
    });

  const leave = () => {
    const next = line.shift();
    // The place goes straight to the next one, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  };

  return async (run, waiting) => {
    await enter(waiting);
    try {
      return await run();
    } finally {
      leave();
    }
  };
}
