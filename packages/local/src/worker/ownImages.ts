import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
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
  const container = await buildah(platform, ['from', 'scratch']);
  try {
    const inside = `/${basename(program)}`;
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
      '--user',
      '65532:65532',
      container,
    ]);
    await buildah(platform, [
      'commit',
      '--quiet',
      container,
      `docker-archive:${unfinished}:${reference}`,
    ]);
  } finally {
    await buildah(platform, ['rm', container]);
  }
  renameSync(unfinished, archive);
  return { reference, archive };
}
