import { InputError } from '@backstage/errors';
import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** Whether `child` is `parent` or lies in it. Both are resolved paths. */
export function isInside(parent: string, child: string): boolean {
  const relative = path.relative(parent, child);
  return (
    relative === '' ||
    (relative !== '..' &&
      !relative.startsWith(`..${path.sep}`) &&
      !path.isAbsolute(relative))
  );
}

/**
 * The real path of something in a workspace, with every symbolic link followed. Throws InputError when it does not
 * exist or lies outside: sources come from repositories that anyone may fill.
 */
export async function resolveInside(
  workspace: string,
  relative: string,
): Promise<string> {
  if (relative.includes('\0') || path.isAbsolute(relative)) {
    throw new InputError(
      `The path ${JSON.stringify(
        relative,
      )} must be relative to the workspace. Write it without a leading slash.`,
    );
  }
  const root = await realpath(workspace);
  let found: string;
  try {
    found = await realpath(path.resolve(root, relative));
  } catch (error) {
    throw new InputError(
      `There is no ${JSON.stringify(
        relative,
      )} in the workspace. Check the path, and that an earlier step fetches it.`,
      error,
    );
  }
  if (!isInside(root, found)) {
    throw new InputError(
      `The path ${JSON.stringify(
        relative,
      )} leads out of the workspace. Remove the symbolic link or the "..".`,
    );
  }
  return found;
}
