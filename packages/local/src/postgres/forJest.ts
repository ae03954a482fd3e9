import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providePostgres } from './fetchPostgres.ts';
import { freePort } from './freePort.ts';
import { startPostgres } from './startPostgres.ts';

/**
 * Runs `work` with an environment that names a PostgreSQL of its own to `TestDatabases` of @backstage/backend-test-utils,
 * which makes a database for each test and drops it at the end of the file. Where none can be had, the environment is
 * empty, a line says why, and the tests run on SQLite alone.
 */
export async function withPostgresForJest<T>(
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const programs = await providePostgres(() => {}).catch((error: Error) => {
    console.log(
      `Left out: tests on PostgreSQL; SQLite is used alone. ${error.message}`,
    );
    return undefined;
  });
  if (!programs) return work({});

  const folder = mkdtempSync(join(tmpdir(), 'paddock-postgres-'));
  try {
    const port = await freePort();
    const postgres = await startPostgres({ folder, port, programs });
    try {
      const name = `BACKSTAGE_TEST_DATABASE_POSTGRES${programs.major}_CONNECTION_STRING`;
      return await work({ [name]: postgres.connectionString });
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
