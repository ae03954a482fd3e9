import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import { buildah } from './buildah.ts';

/** An image of one static program, as an archive that containerd imports. */
export interface ProgramImage {
  reference: string;
  archive: string;
}

/** Packs a static program as an image with nothing else in it; made once for each content of the program. */
export async function programImage(
  platform: Platform,
  name: string,
  program: string,
): Promise<ProgramImage> {
  const content = createHash('sha256')
    .update(readFileSync(program))
    .digest('hex')
    .slice(0, 12);
  const reference = `paddock.internal/${name}:${content}`;
  const archive = join(platform.cache, 'images', `${name}-${content}.tar`);
  if (existsSync(archive)) return { reference, archive };

  mkdirSync(join(platform.cache, 'images'), { recursive: true });
  const unfinished = `${archive}.${process.pid}`;
  await pack(platform, {
    program,
    inside: `/${basename(program)}`,
    commit: ['--quiet'],
    to: `docker-archive:${unfinished}:${reference}`,
  });
  renameSync(unfinished, archive);
  return { reference, archive };
}

/** Packs a static program as an image with nothing else in it, and pushes it to the platform's registry as `reference`. */
export async function pushProgramImage(
  platform: Platform,
  image: { program: string; inside: string; reference: string },
): Promise<void> {
  const { reference, ...contents } = image;
  await pack(platform, {
    ...contents,
    // It only travels inside this machine.
    commit: ['--quiet', '--tls-verify=false'],
    to: `docker://${reference}`,
  });
}

interface Packing {
  /** Its path here, and its absolute path in the image. */
  program: string;
  inside: string;
  /** Arguments of `buildah commit`, and where it puts the image. */
  commit: string[];
  to: string;
}

async function pack(
  platform: Platform,
  { program, inside, commit, to }: Packing,
): Promise<void> {
  const container = await buildah(platform, ['from', 'scratch']);
  try {
    await buildah(platform, [
      'copy',
      '--chmod',
      '0755',
      container,
      program,
      inside,
    ]);
    await buildah(platform, [
      'config',
      '--entrypoint',
      JSON.stringify([inside]),
      '--env',
      `PATH=${dirname(inside)}`,
      '--user',
      '65532:65532',
      container,
    ]);
    await buildah(platform, ['commit', ...commit, container, to]);
  } finally {
    await buildah(platform, ['rm', container]);
  }
}
