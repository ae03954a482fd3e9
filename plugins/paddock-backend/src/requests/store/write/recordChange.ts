import type { TimelineKind } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';
import { plainRef, plainText } from '../../../database/plainText';
import type { RequestRecord, TimelineRecord, Whole } from '../records';

export interface Say {
  kind: TimelineKind;
  by?: string;
  text: string;
}

/** New values of columns, computed here or by the database. */
export type Columns = {
  [column in keyof RequestRecord]?: RequestRecord[column] | Knex.Raw;
};

/**
 * Changes a locked request and its story, under the next number of all changes. Numbers come to light in their order,
 * since each is held until its transaction ends: whoever has seen one has seen all before it. Resolves with the instant,
 * in milliseconds.
 */
export async function recordChange(
  trx: Knex.Transaction,
  { id, revision }: Pick<RequestRecord, 'id' | 'revision'>,
  { set, say = [] }: { set?: Columns; say?: Say[] },
): Promise<number> {
  // Before the clock is held: a new target may have to wait for another transaction.
  if (set && Object.keys(set).length > 0) {
    await trx('requests').where({ id }).update(set);
  }
  let last = { seq: 0, at: 0 };
  for (const { kind, by, text } of say) {
    last = await countOn(trx);
    await trx<TimelineRecord>('request_timeline').insert({
      ...last,
      request_id: id,
      revision,
      kind,
      by: by === undefined ? null : plainRef(by),
      text: plainText(text),
    });
  }
  if (say.length === 0) last = await countOn(trx);
  await trx('requests')
    .where({ id })
    .update({ seq: last.seq, updated_at: last.at });
  return last.at;
}

async function countOn(
  trx: Knex.Transaction,
): Promise<{ seq: number; at: number }> {
  const [clock]: Array<{ seq: Whole; at: Whole }> = await trx('request_clock')
    .where({ id: 1 })
    .update({ seq: trx.raw('seq + 1') })
    .returning(['seq', trx.raw('? as at', [databaseTime(trx)])]);
  return { seq: Number(clock?.seq), at: Number(clock?.at) };
}
