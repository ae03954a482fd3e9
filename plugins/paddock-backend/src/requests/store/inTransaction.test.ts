import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import knexFactory, { type Knex } from 'knex';
import { requestDatabases } from '../../../testing/requestStores';
import { inTransaction } from './inTransaction';
import { migrationsFolder } from '../../database/openDatabase';

const databases = requestDatabases();
const isPassing = { code: expect.stringMatching(/^SQLITE_BUSY|^40P01$/) };

const migrated = async (knex: Knex) => {
  await knex.migrate.latest({ directory: migrationsFolder });
  return knex;
};

describe('a transaction on a file of SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-store-'));
  const pools: Knex[] = [];
  afterAll(async () => {
    await Promise.all(pools.map(each => each.destroy()));
    rmSync(folder, { recursive: true });
  });

  /** As another process would have it. It does not wait for its turn, since that would hold up this process, too. */
  async function open(): Promise<Knex> {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'requests.sqlite') },
      useNullAsDefault: true,
    });
    pools.push(knex);
    await knex.raw('pragma busy_timeout = 0');
    return knex;
  }

  it('has the only turn from its beginning, and others try again', async () => {
    const one = await migrated(await open());
    const other = await open();
    let second: Promise<string> | undefined;
    await inTransaction(one, async trx => {
      const refused = once(other, 'query-error');
      second = inTransaction(other, async () => 'done');
      // Nothing was written so far, and still nobody else can.
      const [error] = await refused;
      expect(error).toMatchObject(isPassing);
      await trx('request_clock').first();
    });
    expect(await second).toBe('done');
  });
});

describe.each(databases.eachSupportedId())('a transaction on %s', id => {
  it('leaves nothing of what failed', async () => {
    const knex = await migrated(await databases.init(id));
    const failing = inTransaction(knex, async trx => {
      await trx('team_locks').insert({ team: 'a' });
      throw new Error('No.');
    });
    await expect(failing).rejects.toThrow('No.');
    expect(await knex('team_locks')).toEqual([]);
  });

  it('begins anew when the database has ended it, a few times', async () => {
    const knex = await migrated(await databases.init(id));
    let attempts = 0;
    const busy = () =>
      inTransaction(knex, async trx => {
        attempts += 1;
        await trx('team_locks').insert({ team: `a${attempts}` });
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      });
    await expect(busy()).rejects.toMatchObject(isPassing);
    expect(attempts).toBe(5);
    expect(await knex('team_locks')).toEqual([]);
  });

  it('ends a deadlock in favour of both', async () => {
    const knex = await migrated(await databases.init(id));
    await knex('team_locks').insert([{ team: 'a' }, { team: 'b' }]);
    const lock = (trx: Knex.Transaction, team: string) =>
      trx('team_locks').where({ team }).forUpdate().first();
    const crossing = (first: string, then: string) =>
      inTransaction(knex, async trx => {
        await lock(trx, first);
        await pause(50);
        await lock(trx, then);
        return first;
      });
    expect(await Promise.all([crossing('a', 'b'), crossing('b', 'a')])).toEqual(
      ['a', 'b'],
    );
  });
});
