import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestRecord } from './records';

/**
 * The request, which nobody else changes until this transaction ends.
 *
 * @throws NotFoundError
 */
export async function lockRequest(
  trx: Knex.Transaction,
  id: string,
): Promise<RequestRecord> {
  const record = isId(id)
    ? await trx<RequestRecord>('requests').where({ id }).forUpdate().first()
    : undefined;
  if (!record) throw unknownRequest();
  return record;
}

/** The same words for what is not there and for what somebody may not see. */
export const unknownRequest = () =>
  new NotFoundError('There is no such request.');

/** PostgreSQL refuses to look for anything else in a column of UUIDs. */
export const isId = (id: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
