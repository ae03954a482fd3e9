import {
  type LoggerService,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';
import { createTrail } from '../src/audit/createTrail';
import { openDatabase } from '../src/database/openDatabase';
import type { RequestStore } from '../src/requests/store/store';
import { createRequestStore } from '../src/requests/store/store';

export interface MemoryStore {
  store: RequestStore;
  knex: Knex;
  close(): Promise<void>;
}

/** The real store of requests, on SQLite in memory. */
export async function openMemoryStore(
  logger: LoggerService,
): Promise<MemoryStore> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    // Each connection would have a memory of its own.
    pool: { min: 1, max: 1 },
  });
  const database: DatabaseService = { getClient: async () => knex };
  await openDatabase(database);
  const audit = createTrail({ knex, logger });
  const store = await createRequestStore({ database, audit, logger });
  return {
    store,
    knex,
    async close() {
      await store.stop();
      await knex.destroy();
    },
  };
}
