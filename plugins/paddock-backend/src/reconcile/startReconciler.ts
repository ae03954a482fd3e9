import { backoff } from '../backoff';
import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { crashPoint } from './crashPoint';
import type { Domain, Reconciled } from './domain';
import { type Clock, systemClock } from './heldLease';
import { createRest } from './rest';
import { createWorker } from './worker';

export interface Reconciler {
  /** Somebody should look at this record now. */
  wake(id: string): void;
  /** Resolves when nothing is under way any more; what was begun goes on wherever the portal starts next. */
  stop(): Promise<void>;
}

export interface ReconcilerTiming {
  /** Milliseconds. */
  leaseMs: number;
  /** How often other replicas' doings are looked for; what happens in this process is known at once. */
  pollMs: number;
  /** How many records one process works on at a time. */
  atOnce: number;
}

export interface ReconcilerOptions {
  clock?: Clock;
  timing?: ReconcilerTiming;
}

const usualTiming: ReconcilerTiming = {
  leaseMs: 15_000,
  pollMs: 1_000,
  atOnce: 6,
};
const DATABASE_AWAY: [number, number] = [200, 15_000];

/**
 * Brings each record of a domain to its desired state, and keeps it so: takes one after the other that wants a look, and
 * has the next missing thing done. What must be waited for is asked again, at longer and longer intervals; it runs until
 * `stop`, whatever else is unavailable.
 */
export function startReconciler<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(
  domain: Domain<R, State, Kind>,
  { clock = systemClock, timing = usualTiming }: ReconcilerOptions = {},
): Reconciler {
  const { records, logger, noun } = domain;
  const { leaseMs, pollMs, atOnce } = timing;
  const stopping = new AbortController();
  const owner = randomUUID();
  const rest = createRest();
  const working = new Map<string, Promise<void>>();
  const work = createWorker(domain, {
    clock,
    leaseMs,
    stopping: stopping.signal,
  });

  async function takeOne(): Promise<boolean> {
    const asked = clock.now();
    const lease = await records.claim({ owner, forMs: leaseMs });
    if (!lease) return false;
    crashPoint('claimed');
    const run = work(lease, asked).finally(() => {
      working.delete(lease.id);
      rest.over();
    });
    working.set(lease.id, run);
    return true;
  }

  async function loop() {
    const trouble = createTrouble(noun, logger);
    while (!stopping.signal.aborted) {
      if (working.size >= atOnce) {
        await Promise.race(working.values());
        continue;
      }
      try {
        rest.begin();
        const took = await takeOne();
        trouble.over();
        if (!took) await rest.take(pollMs * (0.75 + Math.random() / 2));
      } catch (error) {
        await rest.take(trouble.with(error));
      }
    }
    await Promise.all(working.values());
  }

  const stopListening = records.onChange(id => {
    // Its own steps are no news to whoever takes them.
    if (!working.has(id)) rest.over();
  });
  const running = loop();
  return {
    wake(id) {
      records
        .wake(id)
        .then(rest.over, error =>
          logger.warn(`The ${noun} ${id} was not woken: ${error}`),
        );
    },
    async stop() {
      stopListening();
      stopping.abort();
      rest.over();
      await running;
    },
  };
}

/** The database is away, perhaps: said once, and tried less and less often. */
function createTrouble(noun: string, logger: LoggerService) {
  const plural = `${noun[0]?.toUpperCase()}${noun.slice(1)}s`;
  let attempt = 0;
  return {
    over() {
      if (attempt > 0) logger.info(`${plural} can be worked on again`);
      attempt = 0;
    },
    with(error: unknown): number {
      if (attempt === 0) {
        logger.error(`No ${noun} can be worked on`, error as Error);
      }
      attempt += 1;
      return backoff(DATABASE_AWAY, attempt);
    },
  };
}
