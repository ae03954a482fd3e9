import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  realpath,
  stat,
} from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InputError } from '@backstage/errors';
import { createBudget, limits } from './limits';

const leftOut = new Set(['.git', 'node_modules']);

/**
 * Copies what docs may be made of, readable by everybody, because the user that renders them is nobody's. The copy has
 * files and folders and no links: a link to a file becomes that file, one to a folder is left out.
 *
 * @throws InputError where a link leads out of `from`, and where there is too much
 */
export async function copyWorkspace(
  from: string,
  to: string,
  most = limits,
): Promise<void> {
  const root = await realpath(from);
  const count = createBudget(most);

  const copyFolder = async (source: string, target: string) => {
    await mkdir(target, { mode: 0o755 });
    for (const entry of await readdir(source, { withFileTypes: true })) {
      const path = join(source, entry.name);
      const copy = join(target, entry.name);
      if (entry.isDirectory()) {
        if (leftOut.has(entry.name)) continue;
        count(0);
        await copyFolder(path, copy);
      } else if (entry.isFile()) {
        await copyOne(path, copy);
      } else if (entry.isSymbolicLink()) {
        const file = await fileBehind(root, path);
        if (file) await copyOne(file, copy);
      }
    }
  };
  const copyOne = async (source: string, target: string) => {
    count((await stat(source)).size);
    await copyFile(source, target);
    await chmod(target, 0o644);
  };

  await copyFolder(root, to);
}

/** The file of the repository that a link means; undefined where it means a folder or nothing. */
async function fileBehind(
  root: string,
  link: string,
): Promise<string | undefined> {
  const target = await realpath(link).catch(() => undefined);
  if (target === undefined) return undefined;
  if (!target.startsWith(root + sep)) {
    throw new InputError(
      `The docs are not rendered: ${relative(
        root,
        link,
      )} is a link that leads out of the repository. Put the file itself in its place.`,
    );
  }
  return (await stat(target)).isFile() ? target : undefined;
}
