import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../../platform/platform.ts';
import { run } from '../run.ts';
import { storageDriver } from './storageDriver.ts';

/**
 * What every call of buildah on this platform begins with, so that all of them share one storage in the state
 * folder and none uses the machine's.
 */
export function buildahArguments({ state }: Pick<Platform, 'state'>): string[] {
  const folder = join(state, 'buildah');
  return [
    '--root',
    join(folder, 'root'),
    '--runroot',
    join(folder, 'run'),
    '--storage-driver',
    storageDriver(folder),
  ];
}

/** Runs `buildah <args>` and returns what it printed, without the line's end. */
export async function buildah(
  platform: Platform,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<string> {
  const temporary = join(platform.state, 'buildah', 'tmp');
  mkdirSync(temporary, { recursive: true });
  const printed = await run(
    'buildah',
    [...buildahArguments(platform), ...args],
    {
      env: { TMPDIR: temporary, BUILDAH_ISOLATION: 'chroot' },
      signal: platform.supervisor.signal,
      onLine,
    },
  );
  return printed.trim();
}
