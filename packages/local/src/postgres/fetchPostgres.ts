import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../platform/paths.ts';
import { Advice } from '../platform/platform.ts';
import { debianRelease, ownApt } from '../worker/debian/ownApt.ts';
import { run } from '../worker/run.ts';
import { postgresBelow, type PostgresPrograms } from './findPostgres.ts';

/** The PostgreSQL of this machine, or Debian's, which is fetched. */
export const providePostgres = async (
  say: (line: string) => void,
): Promise<PostgresPrograms> =>
  postgresBelow('/') ?? fetchPostgres({ cache: cacheFolder, say });

interface Fetch {
  /** Absolute; what was fetched once is used from then on. */
  cache: string;
  say: (detail: string) => void;
}

/**
 * The PostgreSQL of this machine's Debian, unpacked into the cache. The system's apt and its packages are left alone: a
 * configuration of our own asks the same mirror.
 *
 * @throws Advice where this is no Debian; what apt says where its mirror is out of reach
 */
async function fetchPostgres({ cache, say }: Fetch): Promise<PostgresPrograms> {
  const suite = debianRelease('PostgreSQL', {
    whatToDo: 'Install PostgreSQL, so that it is in /usr/lib/postgresql.',
  });
  const folder = join(cache, 'debian', `postgresql-${suite}`);
  if (!existsSync(folder)) {
    const work = `${folder}.${process.pid}`;
    mkdirSync(join(work, 'lists/partial'), { recursive: true });
    mkdirSync(join(work, 'archives/partial'), { recursive: true });
    try {
      await unpackInto(work, { suite, say });
      renameSync(join(work, 'unpacked'), folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  const programs = postgresBelow(folder);
  if (programs) return programs;
  throw new Advice(
    `There is no PostgreSQL server in ${folder}.`,
    'Delete this folder to have it fetched anew.',
  );
}

async function unpackInto(
  work: string,
  { suite, say }: { suite: string; say: Fetch['say'] },
): Promise<void> {
  const options = { cwd: work, onLine: say };
  const apt = await ownApt(work, suite);
  await run('apt-get', [...apt, 'update', '--quiet'], options);
  const list = await run('apt-get', [
    ...apt,
    'install',
    '--yes',
    '--print-uris',
    '--no-install-recommends',
    'postgresql',
  ]);
  const packages = neededOf(list);
  await run('apt-get', [...apt, 'download', '--quiet', ...packages], options);
  for (const file of readdirSync(work).filter(name => name.endsWith('.deb'))) {
    await run('dpkg-deb', ['--extract', file, join(work, 'unpacked')], options);
  }
}

/**
 * Of what apt would install, the server, its client and the libraries that this machine lacks. The rest serves an
 * installation; LLVM is a compiler for large queries, which the server does without.
 */
function neededOf(list: string): string[] {
  return [...list.matchAll(/^'\S+' ([^_\s]+)_\S+\.deb /gm)]
    .map(([, name]) => name ?? '')
    .filter(
      name =>
        /^postgresql(-client)?-\d+$/.test(name) ||
        (name.startsWith('lib') && !/^libllvm|-perl$|^libperl/.test(name)),
    );
}
