import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout: everything that a person cloned. */
export const checkout = resolve(import.meta.dirname, '../../../..');

/** What survives between checkouts: compiled binaries, fetched packages, base images. Keyed by source, safe to delete. */
export const cacheFolder =
  process.env.PADDOCK_CACHE ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'paddock');

/** What a platform remembers between starts: etcd, repositories, keys, certificates, the portal's database. */
export const defaultStateFolder = join(checkout, '.paddock');
