import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Timing } from './timing';

/** Decides when a picture counts as fresh and when as stale. */
export interface Standing {
  /** Everything known is in the cache now. */
  live(): void;
  /** The watch goes on: what was missed is on its way. */
  liveSoon(): void;
  /** The watch has ended; that is stale only if it lasts. */
  uncertain(reason: string): void;
  stale(reason: string): void;
  refused(reason: string): void;
  stop(): void;
}

interface Holder {
  reach(): Reach;
  setReach(reach: Reach): void;
}

export function createStanding(holder: Holder, timing: Timing): Standing {
  let timer: NodeJS.Timeout | undefined;

  function now(reach: Reach) {
    clearTimeout(timer);
    timer = undefined;
    holder.setReach(reach);
  }

  function soon(ms: number, reach: () => Reach) {
    clearTimeout(timer);
    timer = setTimeout(() => now(reach()), ms);
  }

  function staleSince(reason: string): Reach {
    const before = holder.reach();
    const since =
      before.state === 'stale' ? before.since : new Date().toISOString();
    return { state: 'stale', since, reason };
  }

  return {
    live: () => now({ state: 'live' }),
    liveSoon: () => soon(timing.settle, () => ({ state: 'live' })),
    stale: reason => now(staleSince(reason)),
    refused: reason => now({ state: 'refused', reason }),
    uncertain(reason) {
      // Only a fresh picture can become stale; the others have no news.
      if (holder.reach().state !== 'live') clearTimeout(timer);
      else soon(timing.staleGrace, () => staleSince(reason));
    },
    stop: () => clearTimeout(timer),
  };
}
