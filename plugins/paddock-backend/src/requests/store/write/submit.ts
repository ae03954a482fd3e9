import { ConflictError } from '@backstage/errors';
import type { BudgetLook } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import { plainRef } from '../../../database/plainText';
import type { NewRevision, Submission } from '../contract';
import { reserve } from '../grant/grants';
import type { RequestRecord } from '../records';
import { assertTransition } from './assertTransition';
import { approvedColumns, assertNamespaceStays } from './approve';
import { entering } from './entering';
import type { Columns, Say } from './recordChange';

/** What becomes of a revision that is submitted. */
export interface Submitted {
  set: Columns;
  say: Say[];
  decision?: 'automatic';
  over?: BudgetLook;
}

const overBudget = 'The budget of the team was granted to others in between.';

/**
 * Decides a revision that is about to be written, of a locked request: what the rules let pass is granted and made,
 * everything else waits.
 *
 * @throws ConflictError for what the rules do not allow, or while its namespace is being removed
 */
export async function submit(
  trx: Knex.Transaction,
  record: RequestRecord,
  { revision, submission }: { revision: NewRevision; submission: Submission },
): Promise<Submitted> {
  const { verdict } = revision;
  const { waitsFor } = submission;
  switch (verdict.say) {
    case 'no':
      throw new ConflictError('The request cannot be submitted as it is.');
    case 'approval':
      return waiting(trx, `It needs an approval. ${verdict.because.join(' ')}`);
    default:
      return waitsFor === undefined
        ? grant(trx, record, { revision, submission, text: verdict.because })
        : waiting(trx, `It waits for ${waitsFor}.`);
  }
}

const waiting = (trx: Knex.Transaction, text: string): Submitted => ({
  set: entering(trx, 'waiting'),
  say: [{ kind: 'checked', text }],
});

async function grant(
  trx: Knex.Transaction,
  record: RequestRecord,
  {
    revision,
    submission,
    text,
  }: { revision: NewRevision; submission: Submission; text: string },
): Promise<Submitted> {
  const number = record.revision;
  if (plainRef(revision.spec.team) !== record.team) {
    throw new ConflictError('The request cannot be approved as it is.');
  }
  assertTransition(
    'decision',
    { ...record, approved_revision: number },
    'making',
  );
  await assertNamespaceStays(trx, record);
  const granted = await reserve(trx, record, submission);
  if (granted.state === 'over') {
    return {
      set: entering(trx, 'draft'),
      say: [{ kind: 'checked', text: overBudget }],
      over: granted.look,
    };
  }
  return {
    set: {
      ...entering(trx, 'making'),
      ...approvedColumns(trx, { revision: number, spec: revision.spec }),
    },
    say: [{ kind: 'approved', text }],
    decision: 'automatic',
  };
}
