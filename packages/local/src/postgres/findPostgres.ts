import { existsSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A PostgreSQL server that can be started. */
export interface PostgresPrograms {
  /** What it consists of lies below this folder, as Debian lays it out: `usr/lib/postgresql/<major>/bin` and so on. */
  root: string;
  major: number;
}

/** Where Debian's packages put the servers, one folder a version. */
const servers = 'usr/lib/postgresql';

/** Of the newest version below a root, if there is any. */
export function postgresBelow(root: string): PostgresPrograms | undefined {
  const folder = join(root, servers);
  if (!existsSync(folder)) return undefined;
  const [major] = readdirSync(folder)
    .map(Number)
    .filter(each => existsSync(binaryOf({ root, major: each }, 'postgres')))
    .sort((one, other) => other - one);
  return major === undefined ? undefined : { root, major };
}

/** The path of one of its programs: `postgres`, `initdb`, `psql`. */
export const binaryOf = (
  { root, major }: PostgresPrograms,
  name: string,
): string => join(root, servers, String(major), 'bin', name);

/** What its programs need in their environment: those that were unpacked beside the system find their own libraries. */
export function environmentOf({ root }: PostgresPrograms): NodeJS.ProcessEnv {
  const libraries = globSync(join(root, 'usr/lib/*-linux-gnu*')).join(':');
  return root === '/' || libraries === '' ? {} : { LD_LIBRARY_PATH: libraries };
}
