import type { Knex } from 'knex';
import {
  type AuditRecord,
  hashOfLine,
  type HeadRecord,
  lineOf,
  noHash,
} from './line';
import type { AuditVerdict } from '@paddock/backstage-plugin-paddock-common';
import type { AuditLine, Head } from './trail';

type Broken = NonNullable<AuditVerdict['broken']>;

/** A line that is known from elsewhere, and what it means when the database has another one. */
export interface Mark extends Head {
  why: string;
}

interface Walk {
  /** Whoever can write to the database could also write a whole chain anew, with hashes that fit each other. */
  marks?: readonly Mark[];
  /** Where to begin: a line that was verified before. */
  after?: Head;
  batch?: number;
}

/** Walks the chain from its first line to its head. */
export async function verifyChain(
  knex: Knex,
  { marks = [], after = { seq: 0, hash: noHash }, batch = 500 }: Walk = {},
): Promise<Pick<AuditVerdict, 'lines' | 'broken'> & { head: Head }> {
  const head = await readHead(knex);
  const marked = marksBySeq(marks);
  let last: Head = after;
  while (last.seq < head.seq) {
    const records = await knex<AuditRecord>('audit_log')
      .where('seq', '>', last.seq)
      .where('seq', '<=', head.seq)
      .orderBy('seq')
      .limit(batch);
    if (records.length === 0) break;
    for (const record of records) {
      const why = faultOf(record, last, marked);
      const seq = Math.min(Number(record.seq), last.seq + 1);
      if (why) return { lines: last.seq, broken: { seq, why }, head };
      last = { seq: Number(record.seq), hash: record.hash };
    }
  }
  const furthest = Math.max(head.seq, ...marked.keys());
  const broken = faultAtEnd(last, head, furthest) ?? (await lineBehind(knex));
  return { lines: last.seq, ...(broken && { broken }), head };
}

export async function readHead(knex: Knex): Promise<Head> {
  const head = await knex<HeadRecord>('audit_head').where({ id: 1 }).first();
  return { seq: Number(head?.seq ?? 0), hash: head?.hash ?? noHash };
}

function marksBySeq(marks: readonly Mark[]): Map<number, Mark[]> {
  const bySeq = new Map<number, Mark[]>();
  for (const mark of marks) {
    bySeq.set(mark.seq, [...(bySeq.get(mark.seq) ?? []), mark]);
  }
  return bySeq;
}

function faultOf(
  record: AuditRecord,
  last: Head,
  marked: Map<number, Mark[]>,
): string | undefined {
  const line = readLine(record);
  if (Number(record.seq) !== last.seq + 1) return 'Lines are missing here.';
  if (record.previous_hash !== last.hash) {
    return 'The line does not follow the one before it.';
  }
  if (!line || hashOfLine(line) !== line.hash) {
    return 'The line was changed after it was written.';
  }
  return marked.get(line.seq)?.find(({ hash }) => hash !== line.hash)?.why;
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
  furthest: number,
): Broken | undefined {
  if (last.seq < furthest) {
    return { seq: last.seq + 1, why: 'Lines are missing from here on.' };
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
