import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { databaseTime, isoOf, isPostgres } from '../database/databaseTime';
import {
  type AuditRecord,
  hashOfLine,
  type HeadRecord,
  partsOf,
  plainLine,
  type Whole,
} from './line';
import type { Head, NewLine } from './trail';

/**
 * Adds a line behind the last one, and resolves with the new end of the chain.
 *
 * Nothing is held while the server waits for this process: a process that is paused leaves the line written or not, and
 * keeps nobody else from writing.
 */
export const appendLine = (knex: Knex, line: NewLine): Promise<Head> =>
  isPostgres(knex)
    ? appendOnPostgres(knex, plainLine(line))
    : appendOnSqlite(knex, plainLine(line));

/** As `Date.toISOString` has it. */
const isoFormat = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';

/**
 * One statement. Whoever waits for the row of the head gets it as the one before has left it. The instant is taken
 * behind that wait, so that lines are in order of time, too.
 */
async function appendOnPostgres(knex: Knex, line: NewLine): Promise<Head> {
  const [first, second, third] = partsOf(line);
  const { rows }: { rows: Array<{ seq: Whole; hash: string }> } =
    await knex.raw(
      `with last as materialized (
         select seq, hash from audit_head where id = 1 for update
       ), next as materialized (
         select seq + 1 as seq, hash as previous_hash,
           cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as at
         from last
       ), whole as materialized (
         select next.*, encode(sha256(convert_to(concat(
           cast(:first as text),
           to_char(timestamp 'epoch' + at * interval '1 millisecond', cast(:format as text)),
           cast(:second as text), previous_hash, cast(:third as text), seq, '}'
         ), 'UTF8')), 'hex') as hash from next
       ), moved as (
         update audit_head set seq = whole.seq, hash = whole.hash from whole where audit_head.id = 1
       )
       insert into audit_log (seq, at, actor, event, phase, request_id, detail, previous_hash, hash)
       select seq, at, :actor, :event, :phase, cast(:requestId as text), :detail, previous_hash, hash from whole
       returning seq, hash`,
      {
        first,
        second,
        third,
        format: isoFormat,
        actor: line.actor,
        event: line.event,
        phase: line.phase,
        requestId: line.requestId ?? null,
        detail: JSON.stringify(line.detail),
      },
    );
  const [head] = rows;
  if (!head) throw lostHead();
  return { seq: Number(head.seq), hash: head.hash };
}

const lostHead = () => new Error('The audit trail has lost its head');
const attempts = 20;

/**
 * SQLite has no SHA-256, and one writer. The transaction begins with its write, which fails if somebody else has
 * appended since the head was read.
 */
async function appendOnSqlite(knex: Knex, line: NewLine): Promise<Head> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const head = await tryOnSqlite(knex, line);
      if (head) return head;
      if (attempt === attempts) throw new Error('Too many append at once');
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (attempt === attempts || !code.startsWith('SQLITE_BUSY')) throw error;
    }
    await pause(Math.random() * 5 * attempt);
  }
}

async function tryOnSqlite(
  knex: Knex,
  line: NewLine,
): Promise<Head | undefined> {
  const last: (HeadRecord & { now: Whole }) | undefined = await knex(
    'audit_head',
  )
    .where({ id: 1 })
    .first('seq', 'hash', knex.raw('? as now', [databaseTime(knex)]));
  if (!last) throw lostHead();
  const seq = Number(last.seq) + 1;
  const at = Number(last.now);
  const previousHash = last.hash;
  const hash = hashOfLine({ ...line, seq, at: isoOf(at), previousHash });
  return knex.transaction(async trx => {
    const moved = await trx<HeadRecord>('audit_head')
      .where({ id: 1, seq: last.seq, hash: previousHash })
      .update({ seq, hash });
    if (moved === 0) return undefined;
    await trx<AuditRecord>('audit_log').insert({
      seq,
      at,
      actor: line.actor,
      event: line.event,
      phase: line.phase,
      request_id: line.requestId ?? null,
      detail: JSON.stringify(line.detail),
      previous_hash: previousHash,
      hash,
    });
    return { seq, hash };
  });
}
