import { ConflictError } from '@backstage/errors';
import { isFinal, type Proof } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import type { Lease, Progress } from '../contract';
import { databaseTime } from '../../../database/databaseTime';
import { noOffer, overColumns } from '../write/entering';
import { deleteGrant, lockTeams } from '../grant/grants';
import { inTransaction } from '../inTransaction';
import { lockLeased } from './leases';
import { plainText } from '../../../database/plainText';
import { type Columns, recordChange } from '../write/recordChange';
import type { RequestRecord } from '../records';
import { assertTransition } from '../write/assertTransition';

/**
 * Resolves with whether anybody could see that it changed.
 *
 * @see RequestStore.progress
 */
export const progressRequest = (
  knex: Knex,
  lease: Lease,
  progress: Progress,
): Promise<boolean> =>
  inTransaction(knex, async trx => {
    const record = await lockLeased(trx, lease);
    const { state = record.state, from, proofs, say } = progress;
    if (from && !from.includes(record.state)) {
      throw new ConflictError('Somebody has sent the request elsewhere.');
    }
    const moves = state !== record.state;
    if (moves) assertTransition('reconciler', record, state);
    if (moves && isFinal(state)) {
      await lockTeams(trx, [record.team]);
      await deleteGrant(trx, record.id);
    }
    const next = lookAgain(trx, record, progress);
    if (Object.keys(next).length > 0) {
      await trx('requests').where({ id: record.id }).update(next);
    }
    if (proofs) await writeProofs(trx, record.id, proofs);

    const set = told(record, progress);
    const changed =
      Object.keys(set).length > 0 || proofs !== undefined || say !== undefined;
    if (changed)
      await recordChange(trx, record, { set, say: say ? [say] : [] });
    return changed;
  });

/** When somebody looks next. Who asked for a look while the work went on gets one. */
function lookAgain(
  trx: Knex.Transaction,
  record: RequestRecord,
  { state, lookAgainInMs }: Progress,
): Columns {
  if (isFinal(state ?? record.state) || record.woken === 1) return {};
  if (lookAgainInMs !== undefined) {
    return { look_at: databaseTime(trx, lookAgainInMs) };
  }
  // It is a person's turn.
  return state === 'attention' ? { look_at: null } : {};
}

/** The columns that people see, where they change. */
function told(record: RequestRecord, progress: Progress): Columns {
  const { state = record.state } = progress;
  const kept = state === record.state;
  const text = (value: string | undefined, before: string | null) =>
    value === undefined ? before : plainText(value) || null;
  const next = {
    state,
    waits_for: text(progress.waitsFor, kept ? record.waits_for : null),
    attention: text(progress.attention, kept ? record.attention : null),
    ...(isFinal(state) && overColumns),
    ...(state === 'removing' && noOffer),
  };
  const before = record as unknown as Record<string, unknown>;
  const changed = Object.entries(next).filter(
    ([column, value]) => before[column] !== value,
  );
  return {
    ...Object.fromEntries(changed),
    ...expiry(record, progress),
  };
}

function expiry(
  record: RequestRecord,
  { expiresAt }: Progress,
): Pick<Columns, 'expires_at'> {
  if (expiresAt === undefined) return {};
  const at = Date.parse(expiresAt);
  return at === Number(record.expires_at) ? {} : { expires_at: at };
}

async function writeProofs(
  trx: Knex.Transaction,
  requestId: string,
  proofs: Proof[],
) {
  await trx('request_proofs').where({ request_id: requestId }).delete();
  if (proofs.length === 0) return;
  await trx('request_proofs').insert(
    proofs.map(({ what, outcome, detail, at }, position) => ({
      request_id: requestId,
      position,
      what: plainText(what),
      outcome,
      detail: plainText(detail),
      at,
    })),
  );
}
