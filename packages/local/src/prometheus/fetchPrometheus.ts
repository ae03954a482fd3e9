import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../platform/paths.ts';
import { debianRelease, ownApt } from '../worker/ownApt.ts';
import { run } from '../worker/run.ts';

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
  const folder = join(cacheFolder, 'debian', `prometheus-${suite}`);
  if (!existsSync(folder)) {
    const work = `${folder}.${process.pid}`;
    mkdirSync(join(work, 'lists/partial'), { recursive: true });
    mkdirSync(join(work, 'archives/partial'), { recursive: true });
    try {
      const options = { cwd: work, onLine: say };
      const apt = await ownApt(work, suite);
      await run('apt-get', [...apt, 'update', '--quiet'], options);
      await run(
        'apt-get',
        [...apt, 'download', '--quiet', 'prometheus'],
        options,
      );
      const [file = ''] = readdirSync(work).filter(name =>
        name.endsWith('.deb'),
      );
      const unpacked = join(work, 'unpacked');
      await run('dpkg-deb', ['--extract', file, unpacked], options);
      renameSync(unpacked, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  return join(folder, installed);
}
