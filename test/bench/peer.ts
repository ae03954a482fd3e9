import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';

export const peerVersion = '2.0.1';

/** Fetches the pinned peer once, outside of the checkout, and returns its entry file. */
export async function fetchPeer(): Promise<string> {
  const folder = join(cacheFolder, 'peers', `client-node-${peerVersion}`);
  const entry = join(
    folder,
    'node_modules/@kubernetes/client-node/dist/index.js',
  );
  if (!existsSync(entry)) {
    await mkdir(folder, { recursive: true });
    await promisify(execFile)('npm', [
      ...['install', '--prefix', folder, '--no-audit', '--no-fund'],
      ...['--ignore-scripts', `@kubernetes/client-node@${peerVersion}`],
    ]);
  }
  return entry;
}
