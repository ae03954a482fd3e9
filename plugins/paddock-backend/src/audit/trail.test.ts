import type { Knex } from 'knex';
import {
  type Replicas,
  requestDatabases,
  startReplicas,
} from '../../testing/requestStores';
import { hashOfLine } from './line';
import type { AuditLine, NewLine } from './trail';
import { verifyChain } from './verify';

const databases = requestDatabases();

const line = (change: Partial<NewLine> = {}): NewLine => ({
  actor: 'user:default/ben',
  event: 'request-create',
  phase: 'done',
  requestId: 'r1',
  detail: { name: 'payments', revision: 1, draft: false },
  ...change,
});

describe.each(databases.eachSupportedId())('the audit table on %s', id => {
  let replicas: Replicas;
  let knex: Knex;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
    knex = replicas.knex;
  });
  afterEach(() => replicas.end());

  const isPostgres = id.startsWith('POSTGRES');

  /** What somebody with all rights in the database would begin with. */
  async function dropTriggers() {
    const [log, head] = isPostgres
      ? [['audit_log_append_only'], ['audit_head_kept', 'audit_head_moves_on']]
      : [
          [
            'audit_log_no_update',
            'audit_log_no_delete',
            'audit_log_no_replace',
          ],
          ['audit_head_kept', 'audit_head_moves_on'],
        ];
    for (const [table, triggers] of [
      ['audit_log', log],
      ['audit_head', head],
    ] as const) {
      for (const trigger of triggers) {
        await knex.raw(
          `drop trigger ${trigger}${isPostgres ? ` on ${table}` : ''}`,
        );
      }
    }
  }

  async function fill(count: number) {
    for (let index = 0; index < count; index += 1) {
      const store = index % 2 ? replicas.one : replicas.other;
      await store.audit.append(line({ detail: { index } }));
    }
  }

  /** Lines from `seq` on with hashes that fit each other again, and the head as well. */
  async function rewriteFrom(seq: number, actor: string) {
    const lines = await replicas.one.audit.search({ limit: 100 });
    const ordered = lines.reverse();
    let previousHash = ordered[seq - 2]?.hash ?? '0'.repeat(64);
    for (const old of ordered.slice(seq - 1)) {
      const next: Omit<AuditLine, 'hash'> = { ...old, actor, previousHash };
      delete (next as Partial<AuditLine>).hash;
      const hash = hashOfLine(next);
      await knex('audit_log')
        .where({ seq: old.seq })
        .update({ actor, previous_hash: previousHash, hash });
      previousHash = hash;
    }
    return previousHash;
  }

  it('chains what 40 writers of two replicas add at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 ? replicas.one : replicas.other).audit.append(
          line({ detail: { index } }),
        ),
      ),
    );
    const report = await replicas.other.audit.verify();
    expect(report).toEqual({ lines: 40 });
    const lines = await replicas.one.audit.search({ limit: 100 });
    expect(lines.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 40 }, (_, index) => 40 - index),
    );
    expect(new Set(lines.map(({ detail }) => detail.index)).size).toBe(40);
  });

  it('is whole when it is empty, and longer than a batch', async () => {
    expect(await replicas.one.audit.verify()).toEqual({ lines: 0 });
    await fill(20);
    for (const batch of [1, 7, 10, 20]) {
      const report = await verifyChain(knex, { batch });
      expect(report).toMatchObject({ lines: 20, head: { seq: 20 } });
      expect(report.broken).toBeUndefined();
    }
  });

  it('gives back any text and number as it was', async () => {
    const detail = {
      quote: `'"\\ {"a":1}`,
      lines: 'one\r\ntwo\u001b[2J',
      nul: 'a\0b\ud800',
      many: 1e21,
      zero: -0,
      __proto__x: true,
    };
    await replicas.one.audit.append(line({ detail, requestId: undefined }));
    const [found] = await replicas.other.audit.search({ limit: 1 });
    expect(found?.detail).toEqual({
      ...detail,
      nul: 'a\ufffdb\ufffd',
      zero: 0,
    });
    expect(found).not.toHaveProperty('requestId');
    expect(await replicas.other.audit.verify()).toEqual({ lines: 1 });
  });

  it('is searched by every field, literally, the latest first', async () => {
    const { audit } = replicas.one;
    await audit.append(line());
    await audit.append(line({ actor: 'portal', event: 'write-policy' }));
    await audit.append(line({ requestId: 'r2', detail: { path: '100%_\\A' } }));
    const found = async (
      options: Partial<Parameters<typeof audit.search>[0]>,
    ) => (await audit.search({ limit: 10, ...options })).map(({ seq }) => seq);

    expect(await found({})).toEqual([3, 2, 1]);
    expect(await found({ limit: 2 })).toEqual([3, 2]);
    expect(await found({ before: 3 })).toEqual([2, 1]);
    expect(await found({ actor: 'portal' })).toEqual([2]);
    expect(await found({ event: 'request-create' })).toEqual([3, 1]);
    expect(await found({ requestId: 'r2' })).toEqual([3]);
    expect(await found({ text: 'PAYMENTS' })).toEqual([2, 1]);
    expect(await found({ text: '0%_' })).toEqual([3]);
    expect(await found({ text: '%' })).toEqual([3]);
    expect(await found({ text: 'p_yments' })).toEqual([]);
    expect(await found({ text: "' or 1=1 --" })).toEqual([]);
  });

  it('refuses to be changed', async () => {
    await fill(3);
    const log = () => knex('audit_log');
    const head = () => knex('audit_head');
    for (const change of [
      () => log().where({ seq: 2 }).update({ actor: 'nobody' }),
      () => log().where({ seq: 2 }).delete(),
      () => log().truncate(),
      () => head().delete(),
      () => head().update({ seq: 1 }),
      () => head().update({ hash: 'f'.repeat(64) }),
      () =>
        knex.raw(
          isPostgres
            ? `insert into audit_log select * from audit_log where seq = 2
               on conflict (seq) do update set actor = 'nobody'`
            : `insert or replace into audit_log
               select seq, at, 'nobody', event, phase, request_id, detail, previous_hash, hash
               from audit_log where seq = 2`,
        ),
    ]) {
      await expect(change()).rejects.toMatchObject({
        message: expect.stringMatching(/append-only|is kept|moves on/),
      });
    }
    expect(await replicas.one.audit.verify()).toEqual({ lines: 3 });
  });

  it.each<[string, number, (knex: Knex) => Promise<unknown>]>([
    [
      'another actor',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ actor: 'nobody' }),
    ],
    [
      'another time',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ at: 1 }),
    ],
    [
      'another event',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ event: 'none' }),
    ],
    [
      'another phase',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ phase: 'noted' }),
    ],
    [
      'another request',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ request_id: null }),
    ],
    [
      'another detail',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ detail: '{"index":9}' }),
    ],
    [
      'a detail that is no JSON',
      3,
      db => db('audit_log').where({ seq: 3 }).update({ detail: '{' }),
    ],
    ['a missing line', 3, db => db('audit_log').where({ seq: 3 }).delete()],
    ['a missing end', 5, db => db('audit_log').where('seq', '>', 4).delete()],
    ['no lines at all', 1, db => db('audit_log').delete()],
    [
      'two lines in each other’s place',
      3,
      async db => {
        for (const [from, to] of [
          [3, 99],
          [4, 3],
          [99, 4],
        ]) {
          await db('audit_log').where({ seq: from }).update({ seq: to });
        }
      },
    ],
    [
      'a line behind the last one',
      7,
      db =>
        db.raw(`insert into audit_log
          select 7, at, actor, event, phase, request_id, detail, previous_hash, hash
          from audit_log where seq = 6`),
    ],
  ])('finds %s', async (_, seq, tamper) => {
    await fill(6);
    await dropTriggers();
    await tamper(knex);
    const { broken } = await replicas.one.audit.verify();
    expect(broken).toEqual({ seq, why: expect.stringMatching(/\.$/) });
  });

  it('finds a tail that was written anew, up to the head', async () => {
    await fill(6);
    await dropTriggers();
    const hash = await rewriteFrom(3, 'nobody');
    expect(await replicas.one.audit.verify()).toMatchObject({
      broken: { seq: 6 },
    });

    // With the head, too: the chain fits, but this process has written another line.
    await knex('audit_head').update({ hash });
    expect(await replicas.one.audit.verify()).toMatchObject({
      broken: { seq: 6, why: 'The line is not the one that the portal wrote.' },
    });
  });

  it('finds an end that was cut off together with the head', async () => {
    await fill(6);
    await dropTriggers();
    await knex('audit_log').where('seq', '>', 3).delete();
    const [last] = await replicas.one.audit.search({ limit: 1 });
    await knex('audit_head').update({ seq: 3, hash: last!.hash });
    expect(await replicas.one.audit.verify()).toMatchObject({
      broken: { seq: 4 },
    });
  });

  it('is verified while lines are added', async () => {
    await fill(4);
    const [report] = await Promise.all([
      replicas.one.audit.verify(),
      ...Array.from({ length: 10 }, () => replicas.other.audit.append(line())),
    ]);
    expect(report.broken).toBeUndefined();
    expect(await replicas.one.audit.verify()).toEqual({ lines: 14 });
  });
});
