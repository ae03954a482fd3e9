import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import type { NewRevision } from '../contract';
import { plainRef, plainText } from '../../../database/plainText';
import {
  namespaceOf,
  type RequestRecord,
  type RevisionRecord,
} from '../records';

/** Writes a revision, which is never changed again but for its decision, and who may decide about it. */
export async function writeRevision(
  trx: Knex.Transaction,
  revision: NewRevision,
  {
    number,
    at,
    decision,
  }: { number: number; at: number; decision?: 'automatic' },
): Promise<void> {
  const { requestId, spec, effects, verdict, dryRun, budget, hash } = revision;
  await trx<RevisionRecord>('request_revisions').insert({
    request_id: requestId,
    revision: number,
    spec: JSON.stringify(spec),
    effects: JSON.stringify(effects),
    verdict: JSON.stringify(verdict),
    dry_run: JSON.stringify(dryRun),
    budget: budget ? JSON.stringify(budget) : null,
    hash,
    by: plainRef(revision.by),
    at,
    decision: decision ?? 'open',
    ...(decision && { decided_at: at }),
  });
  await trx('request_approvers').where({ request_id: requestId }).delete();
  const groups = verdict.say === 'approval' ? verdict.approvers : [];
  const approvers = [...new Set(groups.map(plainRef))];
  if (approvers.length > 0) {
    await trx('request_approvers').insert(
      approvers.map(group_ref => ({ request_id: requestId, group_ref })),
    );
  }
}

/** The columns that name what is asked for. */
export function targetOf(spec: RequestSpec) {
  const namespace = plainText(namespaceOf(spec));
  const name = plainText(spec.name);
  return {
    kind: spec.kind,
    cluster: plainText(spec.cluster),
    namespace,
    name,
    words: `${namespace}\n${name}`.toLowerCase(),
    component: spec.component === undefined ? null : plainRef(spec.component),
  } satisfies Partial<RequestRecord>;
}
