import { conclude, isAgain } from './conclude';
import type { Domain, Lease, Reconciled, Run } from './domain';
import {
  type Clock,
  type HeldLease,
  holdLease,
  LeaseLost,
  type Moment,
} from './heldLease';

const AFTER_FAULT_MS = 5_000;

/** Works on one leased record; never rejects. */
export function createWorker<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(
  domain: Domain<R, State, Kind>,
  options: { clock: Clock; leaseMs: number; stopping: AbortSignal },
) {
  const { records } = domain;
  const attempts = new Map<string, number>();

  async function workOn(held: HeldLease) {
    const { id } = held.lease;
    const record = await records.get(id);
    if (!record) return;
    const run: Run<R> = { record, held };
    const stop = await domain.reconcile(run);
    const attempt = attempts.get(id) ?? 0;
    if (isAgain(stop, attempt)) attempts.set(id, attempt + 1);
    else attempts.delete(id);
    if (stop) await conclude(domain, { run, stop, attempt });
  }

  return async (lease: Lease, asked: Moment): Promise<void> => {
    const { clock, leaseMs: forMs, stopping } = options;
    const held = holdLease({ records, lease, forMs, asked, clock, stopping });
    try {
      await workOn(held);
    } catch (error) {
      await giveUp(domain, lease, error);
    } finally {
      held.stop();
      // A lease that cannot be given back runs out by itself.
      await records.release(lease).catch(() => {});
    }
  };
}

/** The lease was lost, the record has moved on, the database is away, or the portal has a fault: another run shall see. */
async function giveUp<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(
  { noun, records, logger }: Domain<R, State, Kind>,
  lease: Lease,
  error: unknown,
) {
  if (error instanceof LeaseLost) return;
  const { name, message } = error as Error;
  const words = `The ${noun} ${lease.id} could not be worked on: ${message}`;
  if (name === 'ConflictError') logger.info(words);
  else logger.error(words, error as Error);
  await records
    .progress(lease, { lookAgainInMs: AFTER_FAULT_MS })
    .catch(() => {});
}
