import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestRow, RequestStore } from '../contract';
import { entering } from './entering';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef } from '../../../database/plainText';
import { recordChange } from './recordChange';
import { type RequestRecord, rowOf } from '../records';
import { assertStep, revisingSteps } from './assertTransition';
import { targetOf, writeRevision } from './writeRevision';

type Options = Parameters<RequestStore['revise']>[0];
type Target = ReturnType<typeof targetOf>;

/** @see RequestStore.revise */
export const reviseRequest = (
  knex: Knex,
  { revision, expected, state }: Options,
): Promise<RequestRow> =>
  inTransaction(knex, async trx => {
    const id = revision.requestId;
    const record = await lockRequest(trx, id);
    if (record.revision !== expected) {
      throw new ConflictError(
        'Somebody else has edited the request in between. Look at it again.',
      );
    }
    assertStep(revisingSteps, record, state);
    const target = targetOf(revision.spec);
    const approved = record.approved_revision !== null;
    if (approved) assertSamePlace(record, target);

    const number = record.revision + 1;
    const at = await recordChange(
      trx,
      { id, revision: number },
      {
        set: {
          ...target,
          // What is there changes hands by `handOver` alone, together with its share of the budget.
          ...(!approved && { team: plainRef(revision.spec.team) }),
          revision: number,
          ...entering(trx, state),
        },
        say: [
          {
            kind: 'edited',
            by: revision.by,
            text: approved ? 'Asked for a change.' : 'Edited.',
          },
        ],
      },
    );
    await writeRevision(trx, revision, { number, at });
    return rowOf(await lockRequest(trx, id));
  });

/** @throws ConflictError */
function assertSamePlace(record: RequestRecord, target: Target) {
  const places = ['kind', 'cluster', 'namespace', 'name'] as const;
  if (places.some(each => record[each] !== target[each])) {
    throw new ConflictError(
      'What is there already cannot move or change its name. Ask for a new one.',
    );
  }
}
