import { createRequire } from 'node:module';
import type { Knex } from 'knex';

const knex = createRequire(import.meta.url)('knex') as (
  config: Knex.Config,
) => Knex;

/** The portal's database, asked past the portal. */
export interface Database {
  rows<Row>(sql: string, bindings?: readonly string[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** By its address; numbers come back as text, as they are in PostgreSQL. */
export function openDatabase(connection: string): Database {
  const client = knex({
    client: 'pg',
    connection,
    pool: { min: 0, max: 4 },
    acquireConnectionTimeout: 10_000,
  });
  return {
    async rows<Row>(sql: string, bindings: readonly string[] = []) {
      const answer: { rows: Row[] } = await client.raw(sql, [...bindings]);
      return answer.rows;
    },
    close: () => client.destroy(),
  };
}
