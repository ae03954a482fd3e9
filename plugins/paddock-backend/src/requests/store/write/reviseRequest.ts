import { ConflictError } from '@backstage/errors';
import type { BudgetLook } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import { plainRef } from '../../../database/plainText';
import type { Entered, RequestStore } from '../contract';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { type RequestRecord, rowOf } from '../records';
import { assertTransition } from './assertTransition';
import { entering } from './entering';
import { recordChange } from './recordChange';
import { submit } from './submit';
import { targetOf, writeRevision } from './writeRevision';

type Options = Parameters<RequestStore['revise']>[0];
type Target = ReturnType<typeof targetOf>;

/** Ends a transaction that would leave something live with a change that nobody can grant. */
class OverBudget extends Error {
  constructor(readonly row: Entered['row'], readonly look: BudgetLook) {
    super('Over the budget');
  }
}

/** @see RequestStore.revise */
export async function reviseRequest(
  knex: Knex,
  options: Options,
): Promise<Entered> {
  try {
    return await inTransaction(knex, trx => revise(trx, options));
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
    return { row: error.row, over: error.look };
  }
}

async function revise(
  trx: Knex.Transaction,
  { revision, expected, submission }: Options,
): Promise<Entered> {
  const id = revision.requestId;
  const record = await lockRequest(trx, id);
  if (record.revision !== expected) {
    throw new ConflictError(
      'Somebody else has edited the request in between. Look at it again.',
    );
  }
  const to = submission ? 'waiting' : 'draft';
  assertTransition('revision', record, to);
  const target = targetOf(revision.spec);
  const approved = record.approved_revision !== null;
  if (approved) assertSamePlace(record, target);

  const number = record.revision + 1;
  await trx('requests')
    .where({ id })
    .update({
      ...target,
      // What is there changes hands by `handOver` alone, together with its share of the budget.
      ...(!approved && { team: plainRef(revision.spec.team) }),
      revision: number,
      ...entering(trx, to),
    });
  const outcome = submission
    ? await submit(trx, await lockRequest(trx, id), { revision, submission })
    : undefined;
  if (outcome?.over && approved) {
    throw new OverBudget(rowOf(record), outcome.over);
  }
  const text = approved ? 'Asked for a change.' : 'Edited.';
  const at = await recordChange(
    trx,
    { id, revision: number },
    {
      set: outcome?.set,
      say: [{ kind: 'edited', by: revision.by, text }, ...(outcome?.say ?? [])],
    },
  );
  await writeRevision(trx, revision, {
    number,
    at,
    decision: outcome?.decision,
  });
  return {
    row: rowOf(await lockRequest(trx, id)),
    ...(outcome?.over && { over: outcome.over }),
  };
}

/** @throws ConflictError */
function assertSamePlace(record: RequestRecord, target: Target) {
  const places = ['kind', 'cluster', 'namespace', 'name'] as const;
  if (places.some(each => record[each] !== target[each])) {
    throw new ConflictError(
      'What is there already cannot move or change its name. Ask for a new one.',
    );
  }
}
