import { setTimeout as sleep } from 'node:timers/promises';
import type { Delays } from '../../backoff';

/** All waits of a reflector, in milliseconds, so that tests need not wait. */
export interface Timing {
  /** Jittered and doubled from the first to the second; starts anew after an event or a bookmark. */
  backoff: Delays;
  /** A watch that ends without a fault may take this long to be open again before the picture counts as stale. */
  staleGrace: number;
  /** After a watch goes on where it left off, missed events follow at once; the picture is fresh when they have. */
  settle: number;
  /** A streaming list that is silent for this long is taken for one that the server does not know. */
  initialSilence: number;
  /** The first and the longest wait after a refusal (401, 403, 404): somebody has to grant a right first. */
  refused: Delays;
  /** How often a cluster without a kind that it need not have is asked whether it has it now. */
  absent: number;
  /** How often a cluster that is away is asked whether it is back. */
  probe: number;
  /** A lagging API server catches up within this; a cluster whose state is older for longer was restored from a backup. */
  lag: number;
  /** Overrides how long a watch may be silent. */
  silence?: number;
  /** A watch that has lived this long has done its work, whatever it brought. */
  fullLife: number;
}

export const usualTiming: Timing = {
  backoff: [100, 10_000],
  staleGrace: 1_000,
  settle: 100,
  initialSilence: 10_000,
  refused: [1_000, 30_000],
  absent: 15_000,
  probe: 300,
  fullLife: 5_000,
  lag: 600_000,
};

/** A sleep that can be cut short. Returns at once when `signal` is aborted. */
export function createSleeper(signal: AbortSignal) {
  let waking = new AbortController();
  return {
    async sleep(ms: number) {
      waking = new AbortController();
      const either = AbortSignal.any([signal, waking.signal]);
      await sleep(ms, undefined, { signal: either }).catch(() => {});
    },
    wake: () => waking.abort(),
  };
}
