import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Knex } from 'knex';
import type { Whole } from './line';
import type { Head } from './trail';

/** The end of the chain at an instant (ISO 8601), as a process of the portal has seen it. */
export interface Anchor extends Head {
  at: string;
}

interface AnchorRecord {
  id: number;
  seq: Whole;
  hash: string;
  at: string;
  mac: string;
}

export interface Anchors {
  /** Vouched for by one of the keys; `none` where there is no anchor, `forged` where no key of the portal has made it. */
  read(): Promise<Anchor | 'none' | 'forged'>;
  /** Never goes back to an earlier line. */
  write(head: Head): Promise<void>;
}

/**
 * The latest anchor lies beside the chain, and is signed with a key that the database never sees: whoever can write there
 * can take it away, or put an older one back, but cannot make one for another chain.
 *
 * @param keys - the first one signs; the others are what has signed before
 */
export function createAnchors(
  knex: Knex,
  keys: readonly [string, ...string[]],
): Anchors {
  const anchors: Anchors = {
    async read() {
      const found = await knex<AnchorRecord>('audit_anchor')
        .where({ id: 1 })
        .first();
      if (!found) return 'none';
      const anchor = {
        seq: Number(found.seq),
        hash: found.hash,
        at: found.at,
      };
      const isOurs = keys.some(key => isSame(macOf(key, anchor), found.mac));
      return isOurs ? anchor : 'forged';
    },
    async write({ seq, hash }) {
      const anchor = { seq, hash, at: new Date().toISOString() };
      // Nobody vouches for it, and its number may be of any size.
      if ((await anchors.read()) === 'forged') {
        await knex('audit_anchor').delete();
      }
      await knex<AnchorRecord>('audit_anchor')
        .insert({ id: 1, ...anchor, mac: macOf(keys[0], anchor) })
        .onConflict('id')
        .merge()
        .where('audit_anchor.seq', '<', seq);
    },
  };
  return anchors;
}

const macOf = (key: string, { seq, hash, at }: Anchor) =>
  createHmac('sha256', key)
    .update(`paddock audit anchor\n${seq}\n${hash}\n${at}`)
    .digest('hex');

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
