import { readdirSync } from 'node:fs';
import type { Knex } from 'knex';
import { requestDatabases } from '../../../testing/requestStores';
import { migrationsFolder } from '../../database/openDatabase';

const databases = requestDatabases();
const names = readdirSync(migrationsFolder).sort();
const directory = migrationsFolder;

/** Up to just before this one, as a portal of that time would have it. */
async function migrateUntilBefore(knex: Knex, target: string) {
  for (;;) {
    const [, pending] = await knex.migrate.list({ directory });
    const [next] = pending as Array<{ file: string }>;
    if (!next || next.file === target) return;
    await knex.migrate.up({ directory });
  }
}

async function tablesOf(knex: Knex): Promise<string[]> {
  const { rows = [] } = knex.client.config.client.includes('sqlite')
    ? {
        rows: await knex('sqlite_master')
          .where({ type: 'table' })
          .select('name'),
      }
    : await knex.raw(
        "select tablename as name from pg_tables where schemaname = 'public'",
      );
  return (rows as Array<{ name: string }>)
    .map(({ name }) => name)
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort();
}

const row = (id: string, state: string) => ({
  id,
  kind: 'namespace',
  cluster: 'local',
  namespace: 'payments',
  name: 'payments',
  words: 'payments\npayments',
  team: 'group:default/team-payments',
  state,
  revision: 1,
  requested_by: 'user:default/ben',
  created_at: 1,
  updated_at: 1,
  seq: 1,
});
const first = '11111111-1111-4111-8111-111111111111';
const second = '22222222-2222-4222-8222-222222222222';

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('20261123000000_requests.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, names[0]!);
    expect(await tablesOf(knex)).toEqual([]);

    await knex.migrate.up({ directory });
    expect(await knex('request_clock')).toEqual([
      { id: 1, seq: expect.anything() },
    ]);
    await knex('requests').insert(row(first, 'removed'));
    await knex('requests').insert(row(second, 'live'));
    await expect(
      knex('requests').where({ id: first }).update({ state: 'waiting' }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });

    await knex.migrate.down({ directory });
    expect(await tablesOf(knex)).toEqual([]);
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('20261123000100_audit.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, names[1]!);
    const before = await tablesOf(knex);
    await knex('requests').insert(row(first, 'removed'));

    await knex.migrate.up({ directory });
    expect(await knex('requests')).toHaveLength(1);
    await expect(
      knex('requests').update({ state: 'live' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('the request is over'),
    });

    await knex.migrate.down({ directory });
    expect(await tablesOf(knex)).toEqual(before);
    await knex('requests').update({ state: 'live' });
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('20261125000000_alerts.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, names[2]!);
    const before = await tablesOf(knex);

    await knex.migrate.up({ directory });
    const look = { cluster: 'local', kind: 'stuck' };
    await knex('alert_looks').insert(look);
    await expect(knex('alert_looks').insert(look)).rejects.toMatchObject({
      message: expect.stringMatching(/unique/i),
    });
    expect(await knex('alerts')).toEqual([]);

    await knex.migrate.down({ directory });
    expect(await tablesOf(knex)).toEqual(before);
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('20261130000000_offers.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, '20261130000000_offers.js');
    await knex('requests').insert(row(first, 'removed'));

    await knex.migrate.up({ directory });
    expect(await knex('requests')).toMatchObject([
      { id: first, offered_to: null, offered_until: null, handed_over: 0 },
    ]);
    await knex('requests').insert({ ...row(second, 'live'), offered_to: 'a' });

    await knex.migrate.down({ directory });
    const [left] = await knex('requests').where({ id: second });
    expect(left).toMatchObject({ state: 'live' });
    expect(Object.keys(left)).not.toContain('offered_to');
    // What guards the table is still there.
    await expect(
      knex('requests').where({ id: first }).update({ state: 'live' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('the request is over'),
    });
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('20261201000000_audit_anchor.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, '20261201000000_audit_anchor.js');
    const before = await tablesOf(knex);

    await knex.migrate.up({ directory });
    const anchor = { id: 1, seq: 1, hash: 'a', at: 'now', mac: 'b' };
    await knex('audit_anchor').insert(anchor);
    expect(await knex('known_orphans')).toEqual([]);
    // A portal of before appends as it always has.
    await knex('audit_head').update({ seq: 1, hash: 'a' });

    await knex.migrate.down({ directory });
    expect(await tablesOf(knex)).toEqual(before);
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('20261202000000_no_checking.js', async () => {
    const knex = await databases.init(id);
    await migrateUntilBefore(knex, '20261202000000_no_checking.js');
    const before = await tablesOf(knex);
    await knex('requests').insert(row(first, 'checking'));
    await knex('requests').insert({ ...row(second, 'live'), name: 'other' });

    await knex.migrate.up({ directory });
    const statesNow = async () =>
      (await knex('requests').orderBy('id')).map(({ state }) => state);
    expect(await statesNow()).toEqual(['waiting', 'live']);
    expect(await knex('requests').where({ id: first }).first()).toMatchObject({
      look_at: expect.anything(),
    });

    await knex.migrate.down({ directory });
    expect(await tablesOf(knex)).toEqual(before);
    expect(await statesNow()).toEqual(['waiting', 'live']);
    await knex.migrate.up({ directory });
    await knex.destroy();
  });

  it('are the ones that are tried here', () => {
    expect(names).toEqual([
      '20261123000000_requests.js',
      '20261123000100_audit.js',
      '20261125000000_alerts.js',
      '20261130000000_offers.js',
      '20261201000000_audit_anchor.js',
      '20261202000000_no_checking.js',
    ]);
  });
});
