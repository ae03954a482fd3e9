import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Lease } from '../contract';
import { databaseTime } from '../../../database/databaseTime';
import { lockRequest } from '../lockRequest';
import type { RequestRecord } from '../records';

const lost = () =>
  new ConflictError('Somebody else works on the request by now.');

/** The columns of a request that is still leased to this holder: neither is the time over, nor was it given anew. */
const held = (knex: Knex, { id, fence }: Lease) =>
  knex<RequestRecord>('requests')
    .where({ id, fence })
    .where('lease_until', '>', databaseTime(knex));

/**
 * The leased request, which nobody else changes until this transaction ends.
 *
 * @throws ConflictError when the lease was lost
 */
export async function lockLeased(
  trx: Knex.Transaction,
  lease: Lease,
): Promise<RequestRecord> {
  const record = await lockRequest(trx, lease.id);
  // The lock may have been waited for: the time counts from here.
  if (!(await held(trx, lease).first('id'))) throw lost();
  return record;
}

/** @see RequestStore.renew */
export async function renewLease(
  knex: Knex,
  lease: Lease,
  forMs: number,
): Promise<void> {
  const renewed = await held(knex, lease).update({
    lease_until: databaseTime(knex, forMs) as unknown as number,
  });
  if (renewed === 0) throw lost();
}

/** @see RequestStore.release; a lease that was lost is none to give back */
export async function releaseLease(knex: Knex, lease: Lease): Promise<void> {
  await held(knex, lease).update({ lease_until: null, lease_owner: null });
}
