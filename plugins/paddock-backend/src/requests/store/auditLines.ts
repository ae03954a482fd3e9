import { createHash } from 'node:crypto';
import type { AuditLine } from '../store';
import { isoOf } from './databaseTime';
import { plainText } from './plainText';
import type { Whole } from './records';

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

/** SHA-256, in hex, of the canonical JSON of all fields of a line but its hash. */
export const hashOfLine = (line: Omit<AuditLine, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify({
        actor: line.actor,
        at: line.at,
        detail: inOrder(line.detail),
        event: line.event,
        phase: line.phase,
        previousHash: line.previousHash,
        requestId: line.requestId,
        seq: line.seq,
      }),
    )
    .digest('hex');

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
