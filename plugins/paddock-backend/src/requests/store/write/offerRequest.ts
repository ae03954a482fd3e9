import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestRow, RequestStore } from '../contract';
import { databaseTime } from '../../../database/databaseTime';
import { noOffer } from './entering';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef } from '../../../database/plainText';
import { recordChange } from './recordChange';
import { rowOf } from '../records';

/** @see RequestStore.offer */
export const offerRequest = (
  knex: Knex,
  { id, by, forMs, text, ...options }: Parameters<RequestStore['offer']>[0],
): Promise<RequestRow> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    const team = plainRef(options.team);
    if (record.state !== 'live') {
      throw new ConflictError('Only what is live can be handed over.');
    }
    if (record.team !== plainRef(options.from)) {
      throw new ConflictError('It belongs to another team by now.');
    }
    if (record.team === team) {
      throw new ConflictError('The team has it already.');
    }
    if (record.offered_to !== null) {
      throw new ConflictError('It is offered to a team already.');
    }
    await recordChange(trx, record, {
      set: {
        offered_to: team,
        offered_by: plainRef(by),
        offered_until: databaseTime(trx, forMs),
      },
      say: [{ kind: 'offered', by, text }],
    });
    return rowOf(await lockRequest(trx, id));
  });

/** @see RequestStore.endOffer */
export const endOffer = (
  knex: Knex,
  { id, team, by, text }: Parameters<RequestStore['endOffer']>[0],
): Promise<RequestRow> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    if (record.offered_to !== plainRef(team)) {
      throw new ConflictError('It is not offered to this team any more.');
    }
    await recordChange(trx, record, {
      set: noOffer,
      say: [{ kind: 'offer-ended', ...(by !== undefined && { by }), text }],
    });
    return rowOf(await lockRequest(trx, id));
  });
