import type { Knex } from 'knex';
import type { AuditLine, AuditTrail, NewLine } from './trail';
import { type AuditRecord, lineOf } from './line';
import { containsText } from '../database/containsText';
import { plainText } from '../database/plainText';

type Options = Parameters<AuditTrail['search']>[0];

/** @see AuditTrail.search; the latest first */
export async function searchAudit(
  knex: Knex,
  { text, actor, event, requestId, before, limit }: Options,
): Promise<AuditLine[]> {
  const query = knex<AuditRecord>('audit_log')
    .orderBy('seq', 'desc')
    .limit(limit);
  if (actor) void query.where('actor', plainText(actor));
  if (event) void query.where('event', plainText(event));
  if (requestId) void query.where('request_id', plainText(requestId));
  if (before !== undefined) void query.where('seq', '<', before);
  if (text) {
    void query.where(
      containsText(
        knex,
        knex.raw("lower(actor || ' ' || event || ' ' || detail)"),
        text,
      ),
    );
  }
  return (await query).map(lineOf);
}

/** Whether the act that this line ends has an end already: an answer may be lost whose line was written. */
export async function hasEnd(
  knex: Knex,
  { event, detail: { intent } }: NewLine,
): Promise<boolean> {
  if (typeof intent !== 'number') return false;
  const ends = await knex<AuditRecord>('audit_log')
    .where('seq', '>', intent)
    .where('event', plainText(event))
    .whereIn('phase', ['done', 'failed'])
    .select('detail');
  return ends.some(({ detail }) => JSON.parse(detail).intent === intent);
}
