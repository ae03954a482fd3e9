import type { Knex } from 'knex';
import type { AuditLine, AuditTable } from '../store';
import type { Head } from './appendAudit';
import {
  type AuditRecord,
  hashOfLine,
  type HeadRecord,
  lineOf,
  noHash,
} from './auditLines';

type Report = Awaited<ReturnType<AuditTable['verify']>>;
type Broken = NonNullable<Report['broken']>;

/**
 * Walks the chain from its first line to its head.
 *
 * `seen` is a line that this process knows of itself: whoever can write to the database could also write a whole tail
 * anew, with hashes that fit each other and the head.
 *
 * @see AuditTable.verify
 */
export async function verifyAudit(
  knex: Knex,
  seen: Head | undefined,
  batch = 500,
): Promise<Report & { head: Head }> {
  const head = await readHead(knex);
  let last: Head = { seq: 0, hash: noHash };
  while (last.seq < head.seq) {
    const records = await knex<AuditRecord>('audit_log')
      .where('seq', '>', last.seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(batch);
    if (records.length === 0) break;
    for (const record of records) {
      const why = faultOf(record, last, seen);
      const seq = Math.min(Number(record.seq), last.seq + 1);
      if (why) return { lines: last.seq, broken: { seq, why }, head };
      last = { seq: Number(record.seq), hash: record.hash };
    }
  }
  const broken = faultAtEnd(last, head, seen) ?? (await lineBehind(knex));
  return { lines: last.seq, ...(broken && { broken }), head };
}

async function readHead(knex: Knex): Promise<Head> {
  const head = await knex<HeadRecord>('audit_head').where({ id: 1 }).first();
  return { seq: Number(head?.seq ?? 0), hash: head?.hash ?? noHash };
}

function faultOf(
  record: AuditRecord,
  last: Head,
  seen: Head | undefined,
): string | undefined {
  const line = readLine(record);
  if (Number(record.seq) !== last.seq + 1) return 'Lines are missing here.';
  if (record.previous_hash !== last.hash) {
    return 'The line does not follow the one before it.';
  }
  if (!line || hashOfLine(line) !== line.hash) {
    return 'The line was changed after it was written.';
  }
  if (line.seq === seen?.seq && line.hash !== seen.hash) {
    return 'The line is not the one that the portal wrote.';
  }
  return undefined;
}

function readLine(record: AuditRecord): AuditLine | undefined {
  try {
    return lineOf(record);
  } catch {
    // What is no JSON, or no instant, was not written by the portal.
    return undefined;
  }
}

function faultAtEnd(
  last: Head,
  head: Head,
  seen: Head | undefined,
): Broken | undefined {
  const next = last.seq + 1;
  if (last.seq < Math.max(head.seq, seen?.seq ?? 0)) {
    return { seq: next, why: 'Lines are missing from here on.' };
  }
  if (last.hash !== head.hash) {
    return { seq: last.seq, why: 'The line is not the last one written.' };
  }
  return undefined;
}

/** A line that was put behind the head, without moving that. One statement, since others append meanwhile. */
async function lineBehind(knex: Knex): Promise<Broken | undefined> {
  const line = await knex<AuditRecord>('audit_log')
    .where('seq', '>', knex('audit_head').select('seq').where({ id: 1 }))
    .orderBy('seq')
    .first('seq');
  return (
    line && { seq: Number(line.seq), why: 'The portal did not write the line.' }
  );
}
