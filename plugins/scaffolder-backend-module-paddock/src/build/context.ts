import { InputError } from '@backstage/errors';
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../workspace/jail';

const maxEntries = 20_000;
const maxBytes = 512 * 1024 * 1024;

/** Builders get the sources, not their history; and two clones of one commit have different histories on disk. */
const left = new Set(['.git']);

interface Walk {
  root: string;
  hash: Hash;
  entries: number;
  bytes: number;
}

function count(walk: Walk, bytes: number): void {
  walk.entries += 1;
  walk.bytes += bytes;
  if (walk.entries > maxEntries || walk.bytes > maxBytes) {
    throw new InputError(
      `The build context is too large: more than ${maxEntries} entries or ${
        maxBytes / 1024 / 1024
      } MiB. Keep build results and data out of the repository.`,
    );
  }
}

async function addFile(walk: Walk, file: string, name: string): Promise<void> {
  const { size, mode } = await stat(file);
  count(walk, size);
  // eslint-disable-next-line no-bitwise
  const executable = (mode & 0o100) !== 0;
  walk.hash.update(`file\0${name}\0${executable}\0${size}\0`);
  for await (const chunk of createReadStream(file)) {
    walk.hash.update(chunk as Buffer);
  }
}

async function addLink(walk: Walk, link: string, name: string): Promise<void> {
  const target = await readlink(link);
  const real = await realpath(link).catch(() => undefined);
  if (!real || path.isAbsolute(target) || !isInside(walk.root, real)) {
    throw new InputError(
      `The symbolic link ${JSON.stringify(
        name,
      )} leads out of the build context or nowhere. Replace it by a relative link inside, or by the file.`,
    );
  }
  count(walk, 0);
  walk.hash.update(`link\0${name}\0${target}\0`);
}

async function addFolder(walk: Walk, folder: string): Promise<void> {
  const found = await readdir(folder, { withFileTypes: true });
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of found) {
    const full = path.join(folder, entry.name);
    const name = path.relative(walk.root, full);
    if (left.has(name)) continue;
    if (entry.isSymbolicLink()) await addLink(walk, full, name);
    else if (entry.isFile()) await addFile(walk, full, name);
    else if (entry.isDirectory()) {
      count(walk, 0);
      await addFolder(walk, full);
    } else {
      throw new InputError(
        `${JSON.stringify(
          name,
        )} is a device, pipe or socket. A build context holds files, folders and links only.`,
      );
    }
  }
}

/**
 * Reads a build context once, refuses what may not be in it, and returns a SHA-256 (hex) of its names, contents and
 * executable bits. The same sources give the same value on every machine.
 */
export async function digestContext(folder: string): Promise<string> {
  const root = await realpath(folder);
  const walk: Walk = { root, hash: createHash('sha256'), entries: 0, bytes: 0 };
  await addFolder(walk, root);
  return walk.hash.digest('hex');
}
