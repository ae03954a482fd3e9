import type { Knex } from 'knex';

export const isPostgres = (knex: Knex): boolean =>
  knex.client.config.client === 'pg';

const sqlOfNow = (knex: Knex) =>
  isPostgres(knex)
    ? '(extract(epoch from clock_timestamp()) * 1000)::bigint'
    : "cast(round(unixepoch('subsec') * 1000) as integer)";

/**
 * SQL for milliseconds since 1970 by the clock of the database, the same for all replicas: now, or a while later. In
 * PostgreSQL it goes on within a transaction, which may have waited for a lock.
 */
export const databaseTime = (knex: Knex, laterMs = 0): Knex.Raw<number> =>
  knex.raw(`(${sqlOfNow(knex)} + ?)`, [Math.round(laterMs)]);

/** ISO 8601 of a column; PostgreSQL's driver hands out 64-bit numbers as text. */
export const isoOf = (milliseconds: number | string): string =>
  new Date(Number(milliseconds)).toISOString();
