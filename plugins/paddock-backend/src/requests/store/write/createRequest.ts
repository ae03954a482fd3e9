import type { Knex } from 'knex';
import type { RequestRow, RequestStore } from '../contract';
import { claimKey } from './claimKey';
import { databaseTime } from '../../../database/databaseTime';
import { entering } from './entering';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef } from '../../../database/plainText';
import { recordChange } from './recordChange';
import { rowOf } from '../records';
import { targetOf, writeRevision } from './writeRevision';

type Options = Parameters<RequestStore['create']>[0];

/** @see RequestStore.create */
export const createRequest = (
  knex: Knex,
  { revision, draft, idempotency }: Options,
): Promise<{ row: RequestRow; existed: boolean }> =>
  inTransaction(knex, async trx => {
    const id = revision.requestId;
    const person = plainRef(revision.by);
    if (idempotency) {
      const known = await claimKey(trx, id, { ...idempotency, person });
      if (known !== id) {
        return { row: rowOf(await lockRequest(trx, known)), existed: true };
      }
    }
    await trx('requests').insert({
      id,
      ...targetOf(revision.spec),
      team: plainRef(revision.spec.team),
      revision: 1,
      requested_by: person,
      created_at: databaseTime(trx),
      updated_at: databaseTime(trx),
      seq: 0,
      ...entering(trx, draft ? 'draft' : 'checking'),
    });
    const at = await recordChange(
      trx,
      { id, revision: 1 },
      {
        say: [
          {
            kind: 'asked',
            by: person,
            text: draft ? 'Begun as a draft.' : 'Asked for.',
          },
        ],
      },
    );
    await writeRevision(trx, revision, { at, number: 1 });
    return { row: rowOf(await lockRequest(trx, id)), existed: false };
  });
