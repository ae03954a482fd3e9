import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestRow, RequestStore } from '../contract';
import { entering } from './entering';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef } from '../../../database/plainText';
import { recordChange } from './recordChange';
import { rowOf } from '../records';
import { assertTransition } from './assertTransition';

type Options = Parameters<RequestStore['move']>[0];

/** @see RequestStore.move */
export const moveRequest = (
  knex: Knex,
  { id, from, to, say, team }: Options,
): Promise<RequestRow> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    const isOthers = team !== undefined && record.team !== plainRef(team);
    if (isOthers || !from.includes(record.state)) {
      throw new ConflictError(
        'The request has moved on in between. Look at it again.',
      );
    }
    assertTransition('act', record, to);
    await recordChange(trx, record, {
      set: entering(trx, to),
      say: say ? [say] : [],
    });
    return rowOf(await lockRequest(trx, id));
  });
