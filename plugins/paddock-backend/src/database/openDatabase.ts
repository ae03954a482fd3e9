import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Where the migrations of the plugin lie, in the checkout and in the built package. */
export const migrationsFolder = resolvePackagePath(
  '@paddock/backstage-plugin-paddock-backend',
  'migrations',
);

/** The plugin's own database, with all its tables unless somebody else keeps them up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsFolder });
  }
  return knex;
}
