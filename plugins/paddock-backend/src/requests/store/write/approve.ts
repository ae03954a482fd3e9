import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { databaseTime } from '../../../database/databaseTime';
import type { RevisionRow } from '../contract';
import type { RequestRecord } from '../records';
import type { Columns } from './recordChange';

const dayMs = 86_400_000;

/**
 * What begins to be made while its namespace goes would only be removed again.
 *
 * @throws ConflictError
 */
export async function assertNamespaceStays(
  trx: Knex.Transaction,
  { kind, cluster, namespace }: RequestRecord,
): Promise<void> {
  if (kind === 'namespace') return;
  const leaving = await trx<RequestRecord>('requests')
    .where({ kind: 'namespace', cluster, name: namespace, state: 'removing' })
    .first('id');
  if (leaving) throw new ConflictError('Its namespace is being removed.');
}

/** Its time begins with the approval. */
export const approvedColumns = (
  trx: Knex.Transaction,
  { revision, spec }: Pick<RevisionRow, 'revision' | 'spec'>,
): Columns => ({
  approved_revision: revision,
  expires_at:
    spec.days === undefined ? null : databaseTime(trx, spec.days * dayMs),
});
