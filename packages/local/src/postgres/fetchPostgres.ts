import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../platform/paths.ts';
import { Advice } from '../platform/platform.ts';
import { debianMirror, keyring } from '../worker/debianMirror.ts';
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
  const suite = debianRelease();
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

/** The newest release would bring a newer C library: only what was built for this one runs beside its programs. */
function debianRelease(): string {
  const about = existsSync('/etc/os-release')
    ? readFileSync('/etc/os-release', 'utf8')
    : '';
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(about)?.[1];
  if (suite && /^ID=debian$/m.test(about)) return suite;
  throw new Advice(
    'PostgreSQL is fetched from Debian only, and this is another system.',
    'Install PostgreSQL, so that it is in /usr/lib/postgresql.',
  );
}

async function unpackInto(
  work: string,
  { suite, say }: { suite: string; say: Fetch['say'] },
): Promise<void> {
  const options = { cwd: work, onLine: say };
  const apt = await privateApt(work, suite);
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

/** The options that make apt write nothing of the system's; what is installed is read, since only the rest is needed. */
async function privateApt(work: string, suite: string): Promise<string[]> {
  const mirror = await debianMirror();
  writeFileSync(
    join(work, 'sources.list'),
    `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`,
  );
  const settings = {
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': work,
    // Nothing is installed, so nothing of the system has to be locked.
    'Debug::NoLocking': 'true',
    // The folder is only for its owner, so the user that apt would download as cannot write there.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  return Object.entries(settings).flatMap(([name, value]) => [
    '-o',
    `${name}=${value}`,
  ]);
}
