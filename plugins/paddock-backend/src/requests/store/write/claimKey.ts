import type { Knex } from 'knex';
import { Unprocessable } from '../../../http/unprocessable';

interface KeyUse {
  /** Catalog ref of the person. */
  person: string;
  key: string;
  bodyHash: string;
}

interface KeyRecord {
  person: string;
  key: string;
  body_hash: string;
  request_id: string;
}

/**
 * Who comes first with a key makes the request; all others wait for that, and get its id.
 *
 * @throws Unprocessable when the key came with another body before
 */
export async function claimKey(
  trx: Knex.Transaction,
  id: string,
  use: KeyUse,
): Promise<string> {
  const { person, key, bodyHash } = use;
  await trx('request_keys')
    .insert({ person, key, body_hash: bodyHash, request_id: id })
    .onConflict(['person', 'key'])
    .ignore();
  return (await readKey(trx, use)) ?? id;
}

/**
 * The id of the request that the key was used for.
 *
 * @throws Unprocessable when the key came with another body before
 */
export async function readKey(
  knex: Knex,
  { person, key, bodyHash }: KeyUse,
): Promise<string | undefined> {
  const known = await knex<KeyRecord>('request_keys')
    .where({ person, key })
    .first();
  if (known && known.body_hash !== bodyHash) {
    throw new Unprocessable(
      'This idempotency key came with another request before. Take a new key.',
    );
  }
  return known?.request_id;
}
