import type { Knex } from 'knex';
import type { AuditLine, AuditTable } from '../store';
import { type AuditRecord, lineOf } from './auditLines';
import { containsText } from './containsText';
import { plainText } from './plainText';

type Options = Parameters<AuditTable['search']>[0];

/** @see AuditTable.search; the latest first */
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
