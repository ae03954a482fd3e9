import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { requestDatabases } from '../../testing/requestStores';
import type { Alert } from './alert';
import { createLook } from './look';
import { createAlertTable } from './table';

const databases = requestDatabases();
const directory = resolvePackagePath(
  '@paddock/backstage-plugin-paddock-backend',
  'migrations',
);
const minute = 60_000;
const team = 'group:default/team-payments';

const alert = (changes: Partial<Alert> = {}): Alert => ({
  key: 'stuck/1',
  kind: 'stuck',
  cluster: 'prod-1',
  namespace: 'payments',
  title: 'api is stuck',
  description: 'It made no progress.',
  over: 'api is no longer stuck',
  components: ['payments-api'],
  rights: [],
  ...changes,
});

describe.each(databases.eachSupportedId())('alerts on %s', id => {
  /** Two replicas of the portal on one database, and a clock that a test owns. */
  async function setUp() {
    const knex = await databases.init(id);
    await knex.migrate.latest({ directory });
    const sent: NotificationSendOptions[] = [];
    const clock = { now: 0, owner: [team] };
    const table = createAlertTable(knex);
    const replica = () =>
      createLook({
        table,
        send: async message => {
          if (message.payload.title.startsWith('cannot')) throw new Error('x');
          sent.push(message);
        },
        logger: mockServices.logger.mock(),
        recipientsOf: async () => clock.owner,
        afterMs: { stuck: 2 * minute, capped: 15 * minute, quota: 0 },
        now: () => clock.now,
      });
    const [one, other] = [replica(), replica()];
    const judged = { stuck: ['prod-1'], capped: ['prod-1'], quota: ['prod-1'] };
    const at = async (minutes: number, alerts: Alert[], by = one) => {
      clock.now = minutes * minute;
      await by({ alerts, judged });
    };
    const titles = () => sent.map(({ payload }) => payload.title);
    return { at, clock, one, other, sent, titles, table, knex };
  }

  it('goes on where one cannot be told', async () => {
    const { at, titles } = await setUp();
    const bad = alert({ key: 'stuck/0', title: 'cannot be told' });
    await at(0, []);
    for (const minutes of [1, 3]) await at(minutes, [bad, alert()]);
    expect(titles()).toEqual(['api is stuck']);
  });

  it('tells once of what begins and lasts, whichever replica looks, and once that it is over', async () => {
    const { at, other, sent, titles, table, knex } = await setUp();
    await at(0, []);
    await at(1, [alert()]);
    await at(2, [alert()], other);
    expect(titles()).toEqual([]);
    await at(3, [alert()], other);
    await at(4, [alert()]);
    await at(5, [alert()], other);
    expect(titles()).toEqual(['api is stuck']);
    expect(sent[0]).toMatchObject({
      recipients: { type: 'entity', entityRef: [team] },
      payload: {
        link: '/catalog/default/component/payments-api/live',
        severity: 'high',
        scope: 'paddock:stuck/1',
      },
    });
    await at(6, []);
    expect(titles()).toHaveLength(1);
    await at(7, [], other);
    await at(8, []);
    expect(titles()).toHaveLength(1);
    await at(9, []);
    expect(titles()).toEqual(['api is stuck', 'api is no longer stuck']);
    expect(sent[1]?.payload.scope).toBe(sent[0]?.payload.scope);
    // What was told before would stay beneath the new title.
    expect(sent[1]?.payload.description).not.toMatch(/stuck/);
    expect(await table.known()).toEqual([]);
    await knex.destroy();
  });

  it('is quiet about what was there before the first look', async () => {
    const { at, titles, knex } = await setUp();
    const many = Array.from({ length: 300 }, (_, index) =>
      alert({ key: `stuck/${index}` }),
    );
    await at(0, many);
    await at(10, many);
    await at(20, []);
    await at(30, []);
    expect(titles()).toEqual([]);
    await knex.destroy();
  });

  it('tells of many in turns', async () => {
    const { at, titles, knex } = await setUp();
    const many = Array.from({ length: 50 }, (_, index) =>
      alert({ key: `stuck/${index}` }),
    );
    await at(0, []);
    await at(1, many);
    for (const [minutes, told] of [
      [3, 20],
      [4, 40],
      [5, 50],
      [6, 50],
    ] as const) {
      await at(minutes, many);
      expect(titles()).toHaveLength(told);
    }
    await knex.destroy();
  });

  it('tells nobody of what nobody owns, until somebody does', async () => {
    const { at, clock, titles, knex } = await setUp();
    clock.owner = [];
    await at(0, []);
    await at(1, [alert()]);
    await at(5, [alert()]);
    expect(titles()).toEqual([]);
    clock.owner = [team];
    await at(6, [alert()]);
    expect(titles()).toEqual([]);
    await at(10, [alert()]);
    expect(titles()).toEqual(['api is stuck']);
    await knex.destroy();
  });

  it('draws nothing that an image is called over the rest', async () => {
    const { at, sent, knex } = await setUp();
    const odd = alert({ description: 'the image x\u202e\u0007y' });
    for (const minutes of [0, 1, 4]) await at(minutes, minutes ? [odd] : []);
    expect(sent[0]?.payload.description).toBe('the image x  y');
    await knex.destroy();
  });

  it('links to the namespace of a quota', async () => {
    const { at, sent, knex } = await setUp();
    const quota = alert({ key: 'quota/1', kind: 'quota' });
    await at(0, []);
    await at(1, [quota]);
    await at(2, [quota]);
    expect(sent[0]?.payload.link).toBe(
      '/workloads?cluster=prod-1&namespace=payments',
    );
    await knex.destroy();
  });
});
