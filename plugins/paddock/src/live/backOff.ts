/** Milliseconds to wait after `failures` failures in a row: 250 ms to 5 s, spread so that tabs do not return together. */
export function backOff(failures: number, random: () => number = Math.random) {
  const full = Math.min(5_000, 250 * 2 ** failures);
  return full * (0.5 + random() / 2);
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
