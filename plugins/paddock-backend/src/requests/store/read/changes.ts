import { finalStates } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';
import { isId } from '../lockRequest';
import type { RequestRecord, Whole } from '../records';

/** @see RequestStore.wake */
export async function wakeRequest(knex: Knex, id: string): Promise<void> {
  if (!isId(id)) return;
  await knex('requests')
    .where({ id })
    .whereNotIn('state', finalStates)
    .update({ look_at: databaseTime(knex), woken: 1 });
}

/** @see RequestStore.lastSeq */
export async function readLastSeq(knex: Knex): Promise<number> {
  const clock = await knex<{ seq: Whole }>('request_clock').first('seq');
  return Number(clock?.seq ?? 0);
}

/** @see RequestStore.changedSince */
export async function readChangedSince(
  knex: Knex,
  seq: number,
): Promise<{ ids: string[]; seq: number }> {
  const changed = await knex<RequestRecord>('requests')
    .where('seq', '>', seq)
    .orderBy('seq')
    .select('id', 'seq');
  const last = changed.at(-1);
  return {
    ids: changed.map(({ id }) => id),
    seq: last ? Number(last.seq) : seq,
  };
}
