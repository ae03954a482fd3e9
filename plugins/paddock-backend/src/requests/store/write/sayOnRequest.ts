import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { recordChange, type Say } from './recordChange';
import { isFinal } from '@paddock/backstage-plugin-paddock-common';

/** @see RequestStore.say */
export const sayOnRequest = (knex: Knex, id: string, say: Say): Promise<void> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    if (isFinal(record.state)) throw new ConflictError('The request is over.');
    await recordChange(trx, record, { say: [say] });
  });
