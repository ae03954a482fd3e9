import type { Knex } from 'knex';
import type { AuditLine, AuditTable } from '../store';
import {
  type AuditRecord,
  hashOfLine,
  type HeadRecord,
  inOrder,
} from './auditLines';
import { databaseTime, isoOf } from './databaseTime';
import { inTransaction } from './inTransaction';
import { plainText } from './plainText';
import type { Whole } from './records';

type NewLine = Parameters<AuditTable['append']>[0];

/** The end of the chain. */
export type Head = Pick<AuditLine, 'seq' | 'hash'>;

/** Adds a line behind the last one, and resolves with the new head of the chain. */
export const appendAudit = (knex: Knex, line: NewLine): Promise<Head> =>
  inTransaction(knex, async trx => {
    const head = await lockHead(trx);
    const whole = {
      seq: head.seq + 1,
      at: isoOf(head.now),
      actor: plainText(line.actor),
      event: plainText(line.event),
      phase: line.phase,
      ...(line.requestId !== undefined && {
        requestId: plainText(line.requestId),
      }),
      detail: inOrder(line.detail),
      previousHash: head.hash,
    };
    const hash = hashOfLine(whole);
    await trx<AuditRecord>('audit_log').insert({
      seq: whole.seq,
      at: head.now,
      actor: whole.actor,
      event: whole.event,
      phase: whole.phase,
      request_id: whole.requestId ?? null,
      detail: JSON.stringify(whole.detail),
      previous_hash: whole.previousHash,
      hash,
    });
    await trx<HeadRecord>('audit_head')
      .where({ id: 1 })
      .update({ seq: whole.seq, hash });
    return { seq: whole.seq, hash };
  });

/** The last line, behind which nobody else writes until this transaction ends, and the time in milliseconds. */
async function lockHead(trx: Knex.Transaction) {
  const head = await trx<HeadRecord>('audit_head')
    .where({ id: 1 })
    .forUpdate()
    .first();
  if (!head) throw new Error('The audit table has lost its head');
  const [clock]: Array<{ now: Whole }> = await trx.select(
    trx.raw('? as now', [databaseTime(trx)]),
  );
  return {
    seq: Number(head.seq),
    hash: head.hash,
    now: Number(clock?.now),
  };
}
