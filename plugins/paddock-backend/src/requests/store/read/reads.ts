import type {
  Proof,
  TimelineEntry,
} from '@paddock/backstage-plugin-paddock-common';
import { finalStates } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import type { RequestRow, RequestStore, RevisionRow } from '../contract';
import { readKey } from '../write/claimKey';
import { isId, unknownRequest } from '../lockRequest';
import { plainRef, plainText } from '../../../database/plainText';
import {
  entryOf,
  type RequestRecord,
  type RevisionRecord,
  revisionOf,
  rowOf,
  type TimelineRecord,
} from '../records';

/** @see RequestStore.get */
export async function readRequest(
  knex: Knex,
  id: string,
): Promise<RequestRow | undefined> {
  if (!isId(id)) return undefined;
  const record = await knex<RequestRecord>('requests').where({ id }).first();
  return record && rowOf(record);
}

/** @see RequestStore.replayed */
export async function readReplayed(
  knex: Knex,
  {
    person,
    idempotency: { key, bodyHash },
  }: Parameters<RequestStore['replayed']>[0],
): Promise<RequestRow | undefined> {
  const use = { person: plainRef(person), key: plainText(key), bodyHash };
  const id = await readKey(knex, use);
  return id === undefined ? undefined : readRequest(knex, id);
}

/** @see RequestStore.revision */
export async function readRevision(
  knex: Knex,
  id: string,
  revision: number,
): Promise<RevisionRow> {
  const record = isId(id)
    ? await knex<RevisionRecord>('request_revisions')
        .where({ request_id: id, revision })
        .first()
    : undefined;
  if (!record) throw unknownRequest();
  return revisionOf(record);
}

/** @see RequestStore.timeline */
export async function readTimeline(
  knex: Knex,
  id: string,
): Promise<TimelineEntry[]> {
  if (!isId(id)) return [];
  const records = await knex<TimelineRecord>('request_timeline')
    .where({ request_id: id })
    .orderBy('seq');
  return records.map(entryOf);
}

/** @see RequestStore.proofs */
export async function readProofs(knex: Knex, id: string): Promise<Proof[]> {
  if (!isId(id)) return [];
  return knex<Proof & { request_id: string; position: number }>(
    'request_proofs',
  )
    .where({ request_id: id })
    .orderBy('position')
    .select('what', 'outcome', 'detail', 'at');
}

/** @see RequestStore.inNamespace */
export async function readInNamespace(
  knex: Knex,
  { cluster, namespace }: Parameters<RequestStore['inNamespace']>[0],
): Promise<RequestRow[]> {
  const records = await knex<RequestRecord>('requests')
    .where({ cluster: plainText(cluster), namespace: plainText(namespace) })
    .whereNotIn('state', finalStates)
    .orderBy([{ column: 'created_at' }, { column: 'id' }]);
  return records.map(rowOf);
}

/** @see RequestStore.standing */
export async function readStanding(knex: Knex): Promise<RequestRow[]> {
  const records = await knex<RequestRecord>('requests')
    .whereNotIn('state', finalStates)
    .orderBy([{ column: 'created_at' }, { column: 'id' }]);
  return records.map(rowOf);
}
