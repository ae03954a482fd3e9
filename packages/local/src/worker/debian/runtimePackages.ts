import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Advice, type Platform } from '../../platform/platform.ts';
import { debianMirror, keyring } from './debianMirror.ts';
import { run } from '../run.ts';

/** Where the programs of containerd and the CNI plugins are. */
export interface RuntimePrograms {
  /** containerd, containerd-shim-runc-v2 and ctr. */
  folder: string;
  networkPlugins: string;
}

// Debian 12 has containerd 1.6, which this kubelet refuses; the newer packages run on it as they are.
const suites = ['forky', 'sid'];
const packages = [
  { name: 'containerd', pinned: '2.1.9+ds1-5', atLeast: '2.1' },
  {
    name: 'containernetworking-plugins',
    pinned: '1.9.1+ds1-1',
    atLeast: '1.9',
  },
];

/**
 * containerd and CNI plugins from a newer Debian, unpacked into the cache. The system's apt and its packages are
 * left alone: a configuration of our own asks the same mirror. What was fetched once is used from then on.
 */
export async function fetchRuntime(
  platform: Platform,
): Promise<RuntimePrograms> {
  const key = packages.map(({ name, pinned }) => `${name}-${pinned}`).join('_');
  const folder = join(platform.cache, 'debian', key);
  const programs = {
    folder: join(folder, 'usr/bin'),
    networkPlugins: join(folder, 'usr/lib/cni'),
  };
  if (existsSync(folder)) return programs;

  await platform.steps.run(
    'containerd and its network plugins from Debian',
    async say => {
      const work = `${folder}.${process.pid}`;
      mkdirSync(join(work, 'lists/partial'), { recursive: true });
      mkdirSync(join(work, 'archives/partial'), { recursive: true });
      try {
        const options = {
          signal: platform.supervisor.signal,
          onLine: say,
          cwd: work,
        };
        const apt = await privateApt(work);
        await run('apt-get', [...apt, 'update', '--quiet'], options);
        for (const each of packages) {
          const version = await versionOf(apt, each);
          await run(
            'apt-get',
            [...apt, 'download', '--quiet', `${each.name}=${version}`],
            options,
          );
        }
        for (const file of readdirSync(work).filter(name =>
          name.endsWith('.deb'),
        )) {
          await run(
            'dpkg-deb',
            ['--extract', file, join(work, 'unpacked')],
            options,
          );
        }
        renameSync(join(work, 'unpacked'), folder);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    },
  );
  return programs;
}

/** The options that make apt read and write nothing of the system's. */
async function privateApt(work: string): Promise<string[]> {
  const mirror = await debianMirror();
  const lines = suites.map(
    suite => `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`,
  );
  writeFileSync(join(work, 'sources.list'), lines.join(''));
  const settings = {
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State::lists': join(work, 'lists'),
    'Dir::Cache': work,
    // The folder is only for its owner, so the user that apt would download as cannot write there.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  return Object.entries(settings).flatMap(([name, value]) => [
    '-o',
    `${name}=${value}`,
  ]);
}

type Package = (typeof packages)[number];

/** The version that was tried, or what the suites have now if that is new enough. */
async function versionOf(
  apt: string[],
  { name, pinned, atLeast }: Package,
): Promise<string> {
  const table = await run('apt-cache', [...apt, 'madison', name]);
  const versions = table
    .split('\n')
    .map(line => line.split('|')[1]?.trim() ?? '');
  if (versions.includes(pinned)) return pinned;
  const newest = versions.find(version => version !== '');
  if (newest && (await isAtLeast(newest, atLeast))) return newest;
  throw new Advice(
    `Debian's ${suites.join(
      ' and ',
    )} have no ${name} of version ${atLeast} or newer (found: ${
      newest ?? 'none'
    }).`,
    'Check the mirror that the sources of apt on this machine name.',
  );
}

const isAtLeast = (version: string, least: string) =>
  run('dpkg', ['--compare-versions', version, 'ge', least]).then(
    () => true,
    () => false,
  );
