import type { Timing } from './timing';

/** Waits for a cluster that is away; one for all of its reflectors. */
export interface Recovery {
  /** Returns as soon as the cluster is ready again, or `signal` is aborted. */
  wait(signal: AbortSignal): Promise<void>;
}

const MAX_PROBES = 6;

/**
 * However many wait, the cluster is asked once per `timing.probe`: a refused
 * connection costs both sides nothing, and views are fresh soon after its
 * return. A question that hangs does not hold up the next one.
 */
export function createRecovery(
  isReady: (signal: AbortSignal) => Promise<boolean>,
  timing: Timing,
): Recovery {
  const waiting = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  let probes = new AbortController();
  let open = 0;

  function end() {
    clearInterval(timer);
    timer = undefined;
    probes.abort();
    const all = [...waiting];
    waiting.clear();
    all.forEach(release => release());
  }

  async function probe({ signal }: AbortController) {
    if (open >= MAX_PROBES) return;
    open += 1;
    const ready = await isReady(signal);
    open -= 1;
    if (ready && !signal.aborted) end();
  }

  return {
    wait(signal) {
      return new Promise(resolve => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const release = () => {
          signal.removeEventListener('abort', release);
          waiting.delete(release);
          if (waiting.size === 0 && timer) end();
          resolve();
        };
        waiting.add(release);
        signal.addEventListener('abort', release, { once: true });
        if (timer) return;
        probes = new AbortController();
        timer = setInterval(probe, timing.probe, probes);
      });
    },
  };
}
