import { createHash } from 'node:crypto';
import { isoOf } from '../database/databaseTime';
import { plainText } from '../database/plainText';
import type { AuditLine, NewLine } from './trail';

/** A 64-bit number as it comes out of the database: SQLite's driver hands out numbers, PostgreSQL's text. */
export type Whole = number | string;

/** A row of `audit_log`. */
export interface AuditRecord {
  seq: Whole;
  at: Whole;
  actor: string;
  event: string;
  phase: AuditLine['phase'];
  request_id: string | null;
  detail: string;
  previous_hash: string;
  hash: string;
}

/** The row of `audit_head`. */
export interface HeadRecord {
  id: number;
  seq: Whole;
  hash: string;
}

/** What the first line has before it. */
export const noHash = '0'.repeat(64);

export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

/** SHA-256, in hex, of the canonical JSON of all fields of a line but its hash. */
export const hashOfLine = (line: Omit<AuditLine, 'hash'>): string => {
  const [first, second, third] = partsOf(line);
  return sha256(
    `${first}${line.at}${second}${line.previousHash}${third}${line.seq}}`,
  );
};

/**
 * The canonical JSON of a line (fields by name, no spaces) without what only the end of the chain tells: what comes
 * before its instant, its previous hash and its number. They are plain text in JSON, so the database can put them in.
 */
export function partsOf(line: NewLine): [string, string, string] {
  const field = (name: string, value: unknown) =>
    `${JSON.stringify(name)}:${JSON.stringify(value)},`;
  const { actor, detail, event, phase, requestId } = line;
  return [
    `{${field('actor', actor)}"at":"`,
    `",${field('detail', inOrder(detail))}${field('event', event)}${field(
      'phase',
      phase,
    )}"previousHash":"`,
    `",${requestId === undefined ? '' : field('requestId', requestId)}"seq":`,
  ];
}

/** The line as every database gives it back. */
export const plainLine = (line: NewLine): NewLine => ({
  actor: plainText(line.actor),
  event: plainText(line.event),
  phase: line.phase,
  ...(line.requestId !== undefined && { requestId: plainText(line.requestId) }),
  detail: inOrder(line.detail),
});

/** Fields by name, so that equal details are equal text; and text that every database gives back as it was. */
export const inOrder = (detail: AuditLine['detail']): AuditLine['detail'] =>
  Object.fromEntries(
    Object.entries(detail)
      .map(([name, value]): [string, AuditLine['detail'][string]] => [
        plainText(name),
        typeof value === 'string' ? plainText(value) : value,
      ])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

export const lineOf = (record: AuditRecord): AuditLine => ({
  seq: Number(record.seq),
  at: isoOf(record.at),
  actor: record.actor,
  event: record.event,
  phase: record.phase,
  ...(record.request_id !== null && { requestId: record.request_id }),
  detail: JSON.parse(record.detail),
  previousHash: record.previous_hash,
  hash: record.hash,
});
