import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../platform/paths.ts';
import { debianRelease, unpackDebian } from '../worker/debian/ownApt.ts';

const installed = '/usr/bin/prometheus';

/**
 * The path of this machine's Prometheus, or of Debian's, which is unpacked into the cache: its program needs nothing beside
 * it. The system's apt and its packages are left alone.
 *
 * @throws Advice where this is no Debian; what apt says where its mirror is out of reach
 */
export async function providePrometheus(
  say: (line: string) => void,
): Promise<string> {
  if (existsSync(installed)) return installed;
  const suite = debianRelease('Prometheus', {
    whatToDo: `Install Prometheus, so that it is ${installed}.`,
  });
  const unpacked = await unpackDebian({
    name: 'prometheus',
    suite,
    cache: cacheFolder,
    say,
  });
  return join(unpacked, installed);
}
