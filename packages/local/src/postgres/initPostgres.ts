import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../worker/run.ts';
import {
  binaryOf,
  environmentOf,
  type PostgresPrograms,
} from './findPostgres.ts';

// Debian's user of no rights; PostgreSQL wants one that has a name.
const nobody = 65534;

const isRoot = () => process.getuid?.() === 0;

/** Makes the folder, for whoever is going to run the server; programs that only root may read are copied there. */
export function settle(
  folder: string,
  programs: PostgresPrograms,
): PostgresPrograms {
  mkdirSync(folder, { recursive: true });
  if (!isRoot()) return programs;
  chownSync(folder, nobody, nobody);
  if (programs.root === '/') return programs;
  const root = join(folder, 'programs');
  cpSync(programs.root, root, { recursive: true, verbatimSymlinks: true });
  chmodSync(root, 0o755);
  return { ...programs, root };
}

/** A command that runs without root's rights, and ends with this process even where that is killed. */
export function unprivileged(command: string): [string, string[]] {
  const user = isRoot()
    ? [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
    : [];
  return ['setpriv', [...user, '--pdeathsig=QUIT', '--', command]];
}

/** Makes an empty database cluster, whose superuser has this password. */
export async function initialise({
  folder,
  programs,
  password,
}: {
  folder: string;
  programs: PostgresPrograms;
  password: string;
}): Promise<void> {
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  if (isRoot()) chownSync(secret, nobody, nobody);
  const [command, args] = unprivileged(binaryOf(programs, 'initdb'));
  await run(
    command,
    [
      ...args,
      `--pgdata=${join(folder, 'data')}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${secret}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { cwd: folder, env: environmentOf(programs) },
  );
}
