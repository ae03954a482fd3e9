import type { Lease } from './domain';

/** Somebody else may have the record by now; whatever was going on ends here, unsaid. */
export class LeaseLost extends Error {
  constructor(id: string) {
    super(`The lease of ${id} has run out`);
    this.name = 'LeaseLost';
  }
}

/** A moment by both clocks: one stands still while the machine sleeps, the other may be set back. */
export interface Moment {
  monotonic: number;
  wall: number;
}

export interface Clock {
  now(): Moment;
}

export const systemClock: Clock = {
  now: () => ({ monotonic: performance.now(), wall: Date.now() }),
};

/** Milliseconds, rather too many than too few. */
const elapsed = (from: Moment, to: Moment) =>
  Math.max(to.monotonic - from.monotonic, to.wall - from.wall);

export interface HeldLease {
  lease: Lease;
  /** @throws LeaseLost unless the record is surely ours at this moment; called directly before whatever has an effect */
  guard(): void;
  /** Ends what is under way when the lease is lost. */
  signal: AbortSignal;
  /** No longer renews. */
  stop(): void;
}

/**
 * Holds a lease for as long as the work goes on. A process that was paused finds out by itself, before it does
 * anything: time is counted from before the database was asked, and the last fifth of the lease is not used.
 */
export function holdLease(options: {
  records: { renew(lease: Lease, forMs: number): Promise<void> };
  lease: Lease;
  forMs: number;
  /** Before the lease was asked for. */
  asked: Moment;
  clock: Clock;
  /** The portal is shutting down. */
  stopping: AbortSignal;
}): HeldLease {
  const { records, lease, forMs, clock, stopping } = options;
  const usable = forMs * 0.8;
  const lost = new AbortController();
  let since = options.asked;
  const lose = () => lost.abort(new LeaseLost(lease.id));
  stopping.addEventListener('abort', lose, { once: true });
  if (stopping.aborted) lose();

  async function renew() {
    const asked = clock.now();
    try {
      await records.renew(lease, forMs);
      since = asked;
    } catch (error) {
      // While the database is away the lease goes on until it runs out.
      if ((error as Error).name === 'ConflictError') lose();
    }
  }
  let renewing = false;
  const timer = setInterval(() => {
    if (renewing) return;
    renewing = true;
    void renew().finally(() => {
      renewing = false;
    });
  }, forMs / 4);
  timer.unref();

  return {
    lease,
    signal: lost.signal,
    guard() {
      if (elapsed(since, clock.now()) > usable) lose();
      lost.signal.throwIfAborted();
    },
    stop() {
      clearInterval(timer);
      stopping.removeEventListener('abort', lose);
    },
  };
}
