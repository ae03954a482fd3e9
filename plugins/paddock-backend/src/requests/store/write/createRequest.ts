import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';
import { plainRef } from '../../../database/plainText';
import type { Entered, RequestStore } from '../contract';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { rowOf } from '../records';
import { claimKey } from './claimKey';
import { entering } from './entering';
import { recordChange } from './recordChange';
import { submit } from './submit';
import { targetOf, writeRevision } from './writeRevision';

type Options = Parameters<RequestStore['create']>[0];

/** @see RequestStore.create */
export const createRequest = (
  knex: Knex,
  { revision, submission, idempotency }: Options,
): Promise<Entered & { existed: boolean }> =>
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
      ...entering(trx, submission ? 'waiting' : 'draft'),
    });
    const outcome = submission
      ? await submit(trx, await lockRequest(trx, id), { revision, submission })
      : undefined;
    const text = submission ? 'Asked for.' : 'Begun as a draft.';
    const at = await recordChange(
      trx,
      { id, revision: 1 },
      {
        set: outcome?.set,
        say: [{ kind: 'asked', by: person, text }, ...(outcome?.say ?? [])],
      },
    );
    await writeRevision(trx, revision, {
      at,
      number: 1,
      decision: outcome?.decision,
    });
    return {
      row: rowOf(await lockRequest(trx, id)),
      existed: false,
      ...(outcome?.over && { over: outcome.over }),
    };
  });
