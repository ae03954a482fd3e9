import type { Knex } from 'knex';
import type { Lease, RequestStore } from '../contract';
import {
  databaseTime,
  isoOf,
  isPostgres,
} from '../../../database/databaseTime';
import type { Whole } from '../records';

type Options = Parameters<RequestStore['claim']>[0];

/** @see RequestStore.claim */
export async function claimRequest(
  knex: Knex,
  { owner, forMs }: Options,
): Promise<Lease | undefined> {
  const now = databaseTime(knex);
  const next = knex('requests')
    .select('id')
    .where('look_at', '<=', now)
    .where(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<=', now),
    )
    .orderBy([{ column: 'look_at' }, { column: 'id' }])
    .limit(1);
  // SQLite has one writer: nobody else can be looking at the same row.
  if (isPostgres(knex)) void next.forUpdate().skipLocked();

  const claimed: Array<{ id: string; fence: Whole; now: Whole }> = await knex(
    'requests',
  )
    .where('id', '=', next)
    .update({
      fence: knex.raw('fence + 1'),
      lease_owner: owner,
      lease_until: databaseTime(knex, forMs),
      woken: 0,
    })
    .returning(['id', 'fence', knex.raw('? as now', [now])]);
  return claimed.map(({ id, fence, now: at }) => ({
    id,
    fence: Number(fence),
    givenAt: isoOf(at),
  }))[0];
}
