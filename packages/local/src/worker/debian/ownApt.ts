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
import { Advice } from '../../platform/platform.ts';
import { debianMirror, keyring } from './debianMirror.ts';
import { run } from '../run.ts';

/** The newest release would bring a newer C library: only what was built for this one runs beside its programs. */
export function debianRelease(
  what: string,
  { whatToDo }: { whatToDo: string },
): string {
  const about = existsSync('/etc/os-release')
    ? readFileSync('/etc/os-release', 'utf8')
    : '';
  const suite = /^VERSION_CODENAME=(\w+)$/m.exec(about)?.[1];
  if (suite && /^ID=debian$/m.test(about)) return suite;
  throw new Advice(
    `${what} is fetched from Debian only, and this is another system.`,
    whatToDo,
  );
}

/** The options that make apt write nothing of the system's; what is installed is read, since only the rest is needed. */
export async function ownApt(work: string, suite: string): Promise<string[]> {
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

interface Unpacking {
  name: string;
  suite: string;
  cache: string;
  say: (line: string) => void;
}

/** The folder with what is in one package of Debian, which is fetched once and not installed. */
export async function unpackDebian({
  name,
  suite,
  cache,
  say,
}: Unpacking): Promise<string> {
  const folder = join(cache, 'debian', `${name}-${suite}`);
  if (existsSync(folder)) return folder;
  const work = `${folder}.${process.pid}`;
  mkdirSync(join(work, 'lists/partial'), { recursive: true });
  mkdirSync(join(work, 'archives/partial'), { recursive: true });
  try {
    const options = { cwd: work, onLine: say };
    const apt = await ownApt(work, suite);
    await run('apt-get', [...apt, 'update', '--quiet'], options);
    await run('apt-get', [...apt, 'download', '--quiet', name], options);
    const [file = ''] = readdirSync(work).filter(each => each.endsWith('.deb'));
    const unpacked = join(work, 'unpacked');
    await run('dpkg-deb', ['--extract', file, unpacked], options);
    renameSync(unpacked, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}
