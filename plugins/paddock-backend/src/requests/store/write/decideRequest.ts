import type { RequestState } from '@paddock/backstage-plugin-paddock-common';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Granted, RequestStore, RevisionRow } from '../contract';
import { entering } from './entering';
import { reserve } from '../grant/grants';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef, plainText } from '../../../database/plainText';
import { type Columns, recordChange, type Say } from './recordChange';
import {
  type RequestRecord,
  type RevisionRecord,
  revisionOf,
} from '../records';
import { approvedColumns, assertNamespaceStays } from './approve';
import { assertTransition } from './assertTransition';
import { targetOf } from './writeRevision';

type Options = Parameters<RequestStore['decide']>[0];
type Decision = Options['decision'];

/** In place of a person, where nobody has decided for too long. */
const portal = 'portal';

/** @see RequestStore.decide */
export const decideRequest = (knex: Knex, options: Options): Promise<Granted> =>
  inTransaction(knex, async trx => {
    const { decision } = options;
    const record = await lockRequest(trx, options.id);
    const revision = await readOpenRevision(trx, record, options);
    const yes = decision.state === 'automatic' || decision.state === 'approved';
    const to = stateAfter(record, decision);
    assertTransition(
      'decision',
      yes ? { ...record, approved_revision: record.revision } : record,
      to,
    );
    if (yes) {
      assertMayBeMade(record, { revision, decision });
      await assertByAnother(trx, record, decision);
      await assertNamespaceStays(trx, record);
      const granted = await reserve(trx, record, options);
      if (granted.state === 'over') return granted;
    }
    const at = await recordChange(trx, record, {
      set: {
        ...entering(trx, to),
        ...(yes
          ? approvedColumns(trx, revision)
          : await columnsInForce(trx, record)),
      },
      say: [tell(decision, revision)],
    });
    await trx<RevisionRecord>('request_revisions')
      .where({ request_id: record.id, revision: record.revision })
      .update({
        decision: decision.state,
        decided_by: 'by' in decision ? plainRef(decision.by) : null,
        decided_at: at,
        reason: 'reason' in decision ? plainText(decision.reason) : null,
      });
    return { state: 'granted' };
  });

/** @throws ConflictError when it is not what was looked at, or was decided already */
async function readOpenRevision(
  trx: Knex.Transaction,
  record: RequestRecord,
  { revision, hash }: Options,
): Promise<RevisionRow> {
  const found = await trx<RevisionRecord>('request_revisions')
    .where({ request_id: record.id, revision: record.revision })
    .first();
  if (!found || record.revision !== revision || found.hash !== hash) {
    throw new ConflictError(
      'The request was edited after it was looked at. Look at it again.',
    );
  }
  if (found.decision !== 'open') {
    throw new ConflictError('The request was decided already.');
  }
  return revisionOf(found);
}

function stateAfter(
  { approved_revision }: RequestRecord,
  { state }: Decision,
): RequestState {
  if (state === 'approved' || state === 'automatic') return 'making';
  return approved_revision === null ? state : 'live';
}

/**
 * No more is made than the rules allow.
 *
 * @throws ConflictError
 */
function assertMayBeMade(
  record: RequestRecord,
  { revision, decision }: { revision: RevisionRow; decision: Decision },
) {
  const { say } = revision.verdict;
  const ruled =
    decision.state === 'automatic' ? say === 'automatic' : say !== 'no';
  const inOrder = decision.state === 'automatic' || record.state === 'waiting';
  if (!ruled || !inOrder || plainRef(revision.spec.team) !== record.team) {
    throw new ConflictError('The request cannot be approved as it is.');
  }
}

/**
 * Whatever a caller may have forgotten: nobody approves what they asked for, or wrote a part of since the last approval.
 *
 * @throws NotAllowedError
 */
async function assertByAnother(
  trx: Knex.Transaction,
  { id, requested_by, approved_revision }: RequestRecord,
  decision: Decision,
) {
  if (decision.state !== 'approved') return;
  const by = plainRef(decision.by);
  const own = await trx<RevisionRecord>('request_revisions')
    .where({ request_id: id, by })
    .where('revision', '>', approved_revision ?? 0)
    .first('revision');
  if (own || by === requested_by) {
    throw new NotAllowedError('Somebody else has to approve this.');
  }
}

/** What was turned down of something live is no longer told of it. */
async function columnsInForce(
  trx: Knex.Transaction,
  { id, approved_revision }: RequestRecord,
): Promise<Columns> {
  if (approved_revision === null) return {};
  const inForce = await trx<RevisionRecord>('request_revisions')
    .where({ request_id: id, revision: approved_revision })
    .first();
  return inForce ? targetOf(revisionOf(inForce).spec) : {};
}

function tell(decision: Decision, { verdict }: RevisionRow): Say {
  switch (decision.state) {
    case 'automatic':
      return {
        kind: 'approved',
        text: verdict.say === 'automatic' ? verdict.because : '',
      };
    case 'rejected':
      return { kind: 'rejected', by: decision.by, text: decision.reason };
    case 'withdrawn':
      return {
        kind: 'withdrawn',
        ...(decision.by !== portal && { by: decision.by }),
        text: 'Withdrawn.',
      };
    default:
      return { kind: 'approved', by: decision.by, text: 'Approved.' };
  }
}
