import { existsSync } from 'node:fs';
import { Advice } from '../../platform/platform.ts';
import { run } from '../run.ts';

export const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** The mirror that this machine's own apt uses for Debian, without a slash at its end. */
export async function debianMirror(): Promise<string> {
  if (!existsSync(keyring)) {
    throw new Advice(
      'The keys that sign Debian are not on this machine.',
      'Run "apt-get install debian-archive-keyring".',
    );
  }
  // What apt would fetch is told without fetching it, whatever form its sources have.
  const files = await run('apt-get', ['update', '--print-uris']);
  const mirror = mirrorIn(files);
  if (!mirror) {
    throw new Advice(
      'The sources of apt on this machine name no mirror of Debian.',
      'Add one, with the release and its updates, to /etc/apt/sources.list.d.',
    );
  }
  return mirror;
}

/** Debian's archive is the one that has a release and its updates; others have only one of them. Exported for its test. */
export function mirrorIn(files: string): string | undefined {
  const found = [
    ...files.matchAll(/^'(https?:\/\/\S+?)\/+dists\/([^/']+)\/InRelease'/gm),
  ].map(([, mirror, suite]) => `${mirror} ${suite}`);
  return found.find(each => found.includes(`${each}-updates`))?.split(' ')[0];
}
