import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import { buildah } from './buildah.ts';
import { debianMirror, keyring } from '../debian/debianMirror.ts';
import { hasImage } from './registry.ts';
import { run } from '../run.ts';

const suite = 'bookworm';
const account = 'app:x:10001:10001:app:/home/app:/usr/sbin/nologin\n';

// A change here makes new images: the recipe is the key under which they are kept.
const recipes = {
  'debian-runtime': ['ca-certificates', 'curl', 'libstdc++6'],
  'debian-build': ['ca-certificates', 'cmake', 'g++', 'git', 'ninja-build'],
} as const;
type BaseImage = keyof typeof recipes;
const tag = '12';

type Say = (detail: string) => void;

/**
 * Puts the base images that templates build on into the platform's registry, as `paddock/debian-build:12` and
 * `paddock/debian-runtime:12`. The first time on a machine it takes minutes; later ones come from the cache.
 */
export async function prepareBaseImages(platform: Platform): Promise<void> {
  await prepare(platform, 'debian-runtime', (archive, say) =>
    makeRuntimeImage(platform, archive, say),
  );
  await prepare(platform, 'debian-build', (archive, say) =>
    makeBuildImage(platform, archive, say),
  );
}

/** The name under which a Dockerfile or a Deployment on this platform asks for a base image. */
export function baseImageReference(
  { ports }: Pick<Platform, 'ports'>,
  name: BaseImage,
): string {
  return `localhost:${ports.registry}/paddock/${name}:${tag}`;
}

async function prepare(
  platform: Platform,
  name: BaseImage,
  make: (archive: string, say: Say) => Promise<void>,
): Promise<void> {
  const recipe = recipeOf(name);
  if (await hasImage(platform, `paddock/${name}`, recipe)) return;
  const archive = join(platform.cache, 'images', `${name}-${recipe}.tar`);
  if (!existsSync(archive)) {
    await platform.steps.run(
      `base image ${name} from Debian packages`,
      async say => {
        mkdirSync(join(platform.cache, 'images'), { recursive: true });
        const unfinished = `${archive}.${process.pid}`;
        try {
          await make(unfinished, say);
          renameSync(unfinished, archive);
        } finally {
          rmSync(unfinished, { force: true });
        }
      },
    );
  }
  await platform.steps.run(`base image ${name} into the registry`, async () => {
    const image = await buildah(platform, [
      'pull',
      '--quiet',
      `oci-archive:${archive}`,
    ]);
    const reference = baseImageReference(platform, name);
    // Kept under its name, so that builds on this machine need not pull it.
    await buildah(platform, ['tag', image, reference]);
    const repository = reference.slice(0, -tag.length);
    // The recipe goes last: it is what says that the image is complete.
    for (const each of [tag, recipe]) {
      await buildah(platform, [
        'push',
        '--quiet',
        // It only travels inside this machine.
        '--compression-format=gzip',
        '--compression-level=1',
        '--tls-verify=false',
        image,
        `docker://${repository}${each}`,
      ]);
    }
  });
}

function recipeOf(name: BaseImage): string {
  // The build image is made from the runtime image.
  const recipe = [
    suite,
    process.arch,
    account,
    recipes['debian-runtime'],
    recipes[name],
  ];
  return createHash('sha256')
    .update(JSON.stringify(recipe))
    .digest('hex')
    .slice(0, 12);
}

async function makeRuntimeImage(
  platform: Platform,
  archive: string,
  say: Say,
): Promise<void> {
  // In the state folder, because debootstrap mounts things inside, which a stop must find.
  const work = join(platform.state, 'base-image');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const system = join(work, 'system');
  const include = recipes['debian-runtime'].join(',');
  const { signal } = platform.supervisor;
  await run(
    'nice',
    [
      'debootstrap',
      '--variant=minbase',
      `--include=${include}`,
      `--keyring=${keyring}`,
      suite,
      system,
      await debianMirror(),
    ],
    { onLine: say, signal },
  );
  addAccount(system);
  for (const folder of [
    'var/cache/apt',
    'var/lib/apt/lists',
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
  ]) {
    rmSync(join(system, folder), { recursive: true, force: true });
  }
  mkdirSync(join(system, 'var/cache/apt/archives/partial'), {
    recursive: true,
  });
  mkdirSync(join(system, 'var/lib/apt/lists/partial'), { recursive: true });

  say('packing');
  const container = await buildah(platform, ['from', 'scratch']);
  // An archive keeps owners and modes as they are; adding a folder would follow its links.
  const packed = join(work, 'system.tar');
  await run(
    'tar',
    [
      '--create',
      '--numeric-owner',
      '--file',
      packed,
      '--directory',
      system,
      '.',
    ],
    { signal },
  );
  await buildah(platform, ['add', '--quiet', container, packed, '/']);
  await buildah(platform, [
    'config',
    '--cmd',
    '/bin/sh',
    '--env',
    'LANG=C.UTF-8',
    container,
  ]);
  await finish(platform, container, archive);
  rmSync(work, { recursive: true, force: true });
}

async function makeBuildImage(
  platform: Platform,
  archive: string,
  say: Say,
): Promise<void> {
  const container = await buildah(platform, [
    'from',
    '--tls-verify=false',
    baseImageReference(platform, 'debian-runtime'),
  ]);
  const packages = recipes['debian-build'].join(' ');
  const script = [
    'export DEBIAN_FRONTEND=noninteractive',
    'apt-get update --quiet',
    `apt-get install --yes --quiet --no-install-recommends ${packages}`,
    'rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb',
    'rm -rf /usr/share/doc /usr/share/man /usr/share/locale',
  ].join(' && ');
  await buildah(
    platform,
    ['run', '--isolation', 'chroot', container, '--', 'sh', '-c', script],
    say,
  );
  say('packing');
  await finish(platform, container, archive);
}

async function finish(
  platform: Platform,
  container: string,
  archive: string,
): Promise<void> {
  await buildah(platform, [
    'commit',
    '--quiet',
    '--rm',
    container,
    `oci-archive:${archive}`,
  ]);
}

/** A user that is not root, for programs whose pods must not run as root. */
function addAccount(system: string): void {
  const passwd = join(system, 'etc/passwd');
  if (readFileSync(passwd, 'utf8').includes('app:x:')) return;
  appendFileSync(passwd, account);
  appendFileSync(join(system, 'etc/group'), 'app:x:10001:\n');
  mkdirSync(join(system, 'home/app'), { recursive: true });
  chownSync(join(system, 'home/app'), 10001, 10001);
}
