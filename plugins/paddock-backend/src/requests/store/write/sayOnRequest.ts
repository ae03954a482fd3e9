import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { recordChange, type Say } from './recordChange';
import { isOver } from './assertTransition';

/** @see RequestStore.say */
export const sayOnRequest = (knex: Knex, id: string, say: Say): Promise<void> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    if (isOver(record.state)) throw new ConflictError('The request is over.');
    await recordChange(trx, record, { say: [say] });
  });
