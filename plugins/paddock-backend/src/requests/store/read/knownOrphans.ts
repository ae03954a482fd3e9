import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';

/** @see RequestStore.knownOrphans */
export async function readKnownOrphans(
  knex: Knex,
  keys: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  const step = 500;
  for (let at = 0; at < keys.length; at += step) {
    const found = await knex<{ key: string }>('known_orphans')
      .whereIn('key', keys.slice(at, at + step))
      .select('key');
    for (const { key } of found) known.add(key);
  }
  return known;
}

/** @see RequestStore.rememberOrphan */
export async function rememberOrphan(
  knex: Knex,
  key: string,
): Promise<boolean> {
  const added = await knex('known_orphans')
    .insert({ key, seen_at: databaseTime(knex) })
    .onConflict('key')
    .ignore()
    .returning('key');
  return added.length > 0;
}
