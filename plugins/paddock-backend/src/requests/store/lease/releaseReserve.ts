import {
  type Amounts,
  isFinal,
} from '@paddock/backstage-plugin-paddock-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Lease } from '../contract';
import { isWithin } from '../grant/amounts';
import { deleteGrant, lockTeams, readGrant, writeGrant } from '../grant/grants';
import { inTransaction } from '../inTransaction';
import { lockLeased } from './leases';

/** @see RequestStore.releaseReserve */
export const releaseReserve = (
  knex: Knex,
  lease: Lease,
  amounts: Amounts,
): Promise<void> =>
  inTransaction(knex, async trx => {
    const { id, team, state } = await lockLeased(trx, lease);
    await lockTeams(trx, [team]);
    if (isFinal(state)) {
      await deleteGrant(trx, id);
      return;
    }
    // More than was reserved would be more than was approved.
    if (!isWithin(amounts, await readGrant(trx, id))) {
      throw new ConflictError('More was made than was granted.');
    }
    await writeGrant(trx, { requestId: id, team }, amounts);
  });
