import type { Knex } from 'knex';
import { ConfigReader } from '@backstage/config';
import {
  type AuditedEvent,
  createFakeAuditor,
} from '../../testing/fakeAuditor';
import { requestDatabases } from '../../testing/requestStores';
import { createSilentLogger } from '../../testing/silentLogger';
import { migrationsFolder } from '../database/openDatabase';
import { createAnchors } from './anchors';
import { createTrail, type TrailParts } from './createTrail';
import { hashOfLine, lineOf, noHash } from './line';
import { createPublisher } from './openAudit';
import { readAuditSettings } from './settings';

const databases = requestDatabases();
const key = 'k'.repeat(32);
const other = 'o'.repeat(32);

describe.each(databases.eachSupportedId())('the signed trail on %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
    await knex.migrate.latest({ directory: migrationsFolder });
  });

  /** A process of the portal; it starts with nothing in memory. */
  const start = (more: Partial<TrailParts> = {}) =>
    createTrail({
      knex,
      logger: createSilentLogger(),
      anchors: createAnchors(knex, [key]),
      ...more,
    });

  async function fill(trail: ReturnType<typeof start>, count = 6) {
    for (let index = 0; index < count; index += 1) {
      await trail.append({
        actor: 'user:default/ben',
        event: 'request-create',
        phase: 'done',
        detail: { index },
      });
    }
  }

  /** Written anew from end to end: hashes fit each other, and the head. */
  async function rewrite(actor = 'user:default/nobody') {
    const isPostgres = id.startsWith('POSTGRES');
    for (const [table, trigger] of [
      [
        'audit_log',
        isPostgres ? 'audit_log_append_only' : 'audit_log_no_update',
      ],
      ['audit_head', 'audit_head_moves_on'],
    ]) {
      await knex.raw(
        `drop trigger ${trigger}${isPostgres ? ` on ${table}` : ''}`,
      );
    }
    let previousHash = noHash;
    for (const record of await knex('audit_log').orderBy('seq')) {
      const { hash: _, ...line } = lineOf(record);
      const hash = hashOfLine({ ...line, actor, previousHash });
      await knex('audit_log')
        .where({ seq: record.seq })
        .update({ actor, previous_hash: previousHash, hash });
      previousHash = hash;
    }
    await knex('audit_head').update({ hash: previousHash });
    return previousHash;
  }

  it('is whole after a restart, and says up to where that is signed', async () => {
    const before = start({ isNew: true });
    await fill(before);
    expect(await before.seal()).toMatchObject({ seq: 6 });
    expect(await before.seal()).toBeUndefined();
    await fill(before, 1);
    const report = await start().verify();
    expect(report).toEqual({
      lines: 7,
      anchored: { seq: 6, at: expect.stringMatching(/Z$/) },
    });
  });

  it('tells a chain that was wholly written anew while the portal was away', async () => {
    const before = start({ isNew: true });
    await fill(before);
    await before.seal();
    await rewrite();
    const why = 'The line is not the one that the portal signed.';
    expect(await start().verify()).toMatchObject({ broken: { seq: 6, why } });
    await expect(start().seal()).rejects.toThrow(why);
  });

  it.each<[string, (hash: string) => Promise<unknown>]>([
    ['gone', () => knex('audit_anchor').delete()],
    [
      'signed by somebody else',
      async hash => {
        await knex('audit_anchor').delete();
        await createAnchors(knex, [other]).write({ seq: 6, hash });
      },
    ],
    ['moved', hash => knex('audit_anchor').update({ hash })],
  ])('tells so when the anchor is %s', async (_, tamper) => {
    const before = start({ isNew: true });
    await fill(before);
    await before.seal();
    await tamper(await rewrite());
    const { broken } = await start().verify();
    expect(broken).toMatchObject({ seq: 6 });
    await expect(start().seal()).rejects.toThrow('It is broken');
  });

  it('tells a chain that was cut off behind what was signed', async () => {
    const before = start({ isNew: true });
    await fill(before);
    await before.seal();
    await rewrite('user:default/ben');
    await knex
      .raw(
        id.startsWith('POSTGRES')
          ? 'alter table audit_log disable trigger all'
          : 'drop trigger audit_log_no_delete',
      )
      .catch(() => {});
    await knex('audit_log').where('seq', '>', 3).delete();
    const last = await knex('audit_log').where({ seq: 3 }).first();
    await knex('audit_head').update({ seq: 3, hash: last.hash });
    expect(await start().verify()).toMatchObject({ broken: { seq: 4 } });
  });

  it('takes a line of the log for what it is', async () => {
    const before = start({ anchors: undefined });
    await fill(before);
    const head = (await before.seal())!;
    const unsigned = { anchors: undefined };
    expect(await start(unsigned).verify(head)).toEqual({ lines: 6 });
    await rewrite();
    // Nothing else knows of it where nothing is signed.
    expect(await start(unsigned).verify()).toEqual({ lines: 6 });
    expect(await start(unsigned).verify(head)).toMatchObject({
      broken: { seq: 6, why: 'The line is not the one given.' },
    });
    const pinned = start({ ...unsigned, pinned: head });
    expect(await pinned.verify()).toMatchObject({ broken: { seq: 6 } });
  });

  it('is signed anew once the operator vouches for a line of it', async () => {
    const before = start({ isNew: true });
    await fill(before);
    const head = (await before.seal())!;
    await knex('audit_anchor').delete();
    await expect(start().seal()).rejects.toThrow('has no signed anchor');
    expect(await start({ pinned: head }).seal()).toEqual(head);
    expect((await start().verify()).broken).toBeUndefined();
  });

  it('believes a key that has signed before, and signs with the new one', async () => {
    const before = start({ isNew: true });
    await fill(before);
    await before.seal();
    const both = start({ anchors: createAnchors(knex, [other, key]) });
    expect((await both.verify()).broken).toBeUndefined();
    await fill(both, 1);
    await both.seal();
    const after = start({ anchors: createAnchors(knex, [other]) });
    expect(await after.verify()).toMatchObject({ anchored: { seq: 7 } });
  });

  it('is published when it has grown, and as critical when it is broken', async () => {
    const audited: AuditedEvent[] = [];
    const auditor = createFakeAuditor(audited);
    const logger = createSilentLogger();
    const trail = start({ isNew: true });
    const publish = createPublisher({ auditor, logger }, trail);
    await publish();
    expect(audited).toEqual([]);
    await fill(trail);
    await publish();
    await publish();
    const { hash } = await knex('audit_head').first();
    expect(audited).toEqual([
      { eventId: 'audit-head', meta: { seq: 6, hash }, status: 'succeeded' },
    ]);
    expect(logger.lines.join('\n')).toContain(`6:${hash}`);
    await rewrite();
    await createPublisher({ auditor, logger }, start())();
    expect(audited[1]).toMatchObject({ status: 'failed' });
  });
});

describe('the settings of the audit trail', () => {
  const read = (audit: object, more: object = {}) =>
    readAuditSettings(
      new ConfigReader({ paddock: { audit }, ...more } as never),
    );

  it('sign with their own key, else with the backend’s', () => {
    const backend = { auth: { keys: [{ secret: other }] } };
    expect(read({ key, oldKeys: [other] }).keys).toEqual([key, other]);
    expect(read({ key }, { backend }).keys).toEqual([key, other]);
    expect(read({}, { backend }).keys).toEqual([other]);
    expect(read({}).keys).toEqual([]);
  });

  it('take a line as the log has it', () => {
    const anchor = `12:${'a'.repeat(64)}`;
    expect(read({ anchor }).anchor).toEqual({ seq: 12, hash: 'a'.repeat(64) });
  });

  it.each([
    ['key', { key: 'short' }],
    ['oldKeys', { key, oldKeys: ['short'] }],
    ['anchor', { anchor: '12' }],
  ])('refuse a %s that cannot be meant', (name, audit) => {
    expect(() => read(audit)).toThrow(`paddock.audit.${name}`);
  });
});
