import { randomUUID } from 'node:crypto';
import { backoff } from '../../kube/watch/timing';
import type { Lease } from '../store/contract';
import { conclude, isAgain } from '../../reconcile/conclude';
import { crashPoint } from './crashPoints';
import {
  type Clock,
  type HeldLease,
  holdLease,
  LeaseLost,
  type Moment,
  systemClock,
} from '../../reconcile/heldLease';
import type { EngineParts } from './job';
import { type Pass, passOver } from './reconcileRequest';

export interface Engine {
  /** Somebody should look at this request now. */
  wake(id: string): void;
  /** Resolves when nothing is under way any more; what was begun goes on wherever the portal starts next. */
  stop(): Promise<void>;
}

export interface EngineTiming {
  /** Milliseconds. */
  leaseMs: number;
  /** How often other replicas' doings are looked for; what happens in this process is known at once. */
  pollMs: number;
  /** How many requests one process works on at a time. */
  atOnce: number;
}

const usualTiming: EngineTiming = { leaseMs: 15_000, pollMs: 1_000, atOnce: 6 };
const DATABASE_AWAY: [number, number] = [200, 15_000];

/**
 * Brings about what was approved, and keeps it so: takes one request after the other that wants a look, and does the
 * next missing thing. What must be waited for is asked again, at longer and longer intervals; it runs until `stop`,
 * whatever else is away.
 */
export function startEngine(
  engine: EngineParts,
  {
    clock = systemClock,
    timing = usualTiming,
  }: {
    clock?: Clock;
    timing?: EngineTiming;
  } = {},
): Engine {
  const stopping = new AbortController();
  const owner = randomUUID();
  const rest = createRest();
  const working = new Map<string, Promise<void>>();
  const worker = createWorker(engine, { clock, timing, stopping });

  async function takeOne(): Promise<boolean> {
    const asked = clock.now();
    const forMs = timing.leaseMs;
    const lease = await engine.store.claim({ owner, forMs });
    if (!lease) return false;
    crashPoint('claimed');
    const work = worker(lease, asked).finally(() => {
      working.delete(lease.requestId);
      rest.over();
    });
    working.set(lease.requestId, work);
    return true;
  }

  async function run() {
    const trouble = createTrouble(engine);
    while (!stopping.signal.aborted) {
      if (working.size >= timing.atOnce) {
        await Promise.race(working.values());
        continue;
      }
      try {
        rest.begin();
        const took = await takeOne();
        trouble.over();
        if (!took) await rest.take(timing.pollMs * (0.75 + Math.random() / 2));
      } catch (error) {
        await rest.take(trouble.with(error));
      }
    }
    await Promise.all(working.values());
  }

  const stopListening = engine.store.onChange(id => {
    // Its own steps are no news to whoever takes them.
    if (!working.has(id)) rest.over();
  });
  const running = run();
  return {
    wake(id) {
      engine.store
        .wake(id)
        .then(rest.over, error =>
          engine.logger.warn(`Request ${id} was not woken: ${error}`),
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

/** Works on one leased request; never rejects. */
function createWorker(
  engine: EngineParts,
  {
    clock,
    timing,
    stopping,
  }: { clock: Clock; timing: EngineTiming; stopping: AbortController },
) {
  const attempts = new Map<string, number>();

  async function workOn(held: HeldLease) {
    const { requestId: id } = held.lease;
    const row = await engine.store.get(id);
    if (!row) return;
    const pass: Pass = { engine, held, row };
    const stop = await passOver(pass);
    const attempt = attempts.get(id) ?? 0;
    if (isAgain(stop, attempt)) attempts.set(id, attempt + 1);
    else attempts.delete(id);
    if (stop) await conclude(pass, stop, attempt);
  }

  return async (lease: Lease, asked: Moment): Promise<void> => {
    const held = holdLease({
      store: engine.store,
      lease,
      forMs: timing.leaseMs,
      asked,
      clock,
      stopping: stopping.signal,
    });
    try {
      await workOn(held);
    } catch (error) {
      await giveUp(engine, lease, error);
    } finally {
      held.stop();
      // A lease that cannot be given back runs out by itself.
      await engine.store.release(lease).catch(() => {});
    }
  };
}

const AFTER_FAULT_MS = 5_000;

/** The lease was lost, the request has moved on, the database is away, or the portal has a fault: another pass shall see. */
async function giveUp(engine: EngineParts, lease: Lease, error: unknown) {
  if (error instanceof LeaseLost) return;
  const { name, message } = error as Error;
  const words = `Request ${lease.requestId} could not be worked on: ${message}`;
  if (name === 'ConflictError') engine.logger.info(words);
  else engine.logger.error(words, error as Error);
  await engine.store
    .progress(lease, { lookAgainInMs: AFTER_FAULT_MS })
    .catch(() => {});
}

/** Rests that are cut short by news, also by what came just before. */
function createRest() {
  let wanted = false;
  let end = () => {};
  return {
    /** News from here on is not known to whoever looks now. */
    begin() {
      wanted = false;
    },
    over() {
      wanted = true;
      end();
    },
    async take(ms: number) {
      if (wanted) return;
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}

/** The database is away, perhaps: said once, and tried less and less often. */
function createTrouble({ logger }: EngineParts) {
  let attempt = 0;
  return {
    over() {
      if (attempt > 0) logger.info('Requests can be worked on again');
      attempt = 0;
    },
    with(error: unknown): number {
      if (attempt === 0) {
        logger.error('No request can be worked on', error as Error);
      }
      attempt += 1;
      return backoff(DATABASE_AWAY, attempt);
    },
  };
}
