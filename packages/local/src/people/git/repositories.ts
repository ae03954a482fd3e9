import {
  lstat,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { isRepositoryName, owners, repositoryName } from './address.ts';
import { git } from './command.ts';
import { notFound, Problem } from './problem.ts';

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly folder: string;
}

/** In a repository that was made and not yet pushed to; while it is there the portal may push. */
const mark = 'paddock-awaits-first-push';

const hasCode = (error: unknown, ...codes: string[]) =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

async function isFolder(path: string): Promise<boolean> {
  try {
    // Not `stat`: a symbolic link would lead out of the state folder.
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}

/** `root` is `<state>/git`. */
export function createRepositories(root: string) {
  const at = (owner: string, name: string): Repository => ({
    owner,
    name,
    folder: join(root, owner, `${name}.git`),
  });

  async function find(owner: string, name: string): Promise<Repository> {
    repositoryName(name);
    const repository = at(owner, name);
    const found =
      owners.includes(owner) &&
      (await isFolder(join(root, owner))) &&
      (await isFolder(repository.folder));
    if (!found) throw notFound(`repository ${owner}/${name}`);
    return repository;
  }

  async function list(owner: string): Promise<Repository[]> {
    const entries = await readdir(join(root, owner), { withFileTypes: true });
    return entries
      .filter(entry => entry.isDirectory() && entry.name.endsWith('.git'))
      .map(entry => entry.name.slice(0, -'.git'.length))
      .filter(isRepositoryName)
      .sort()
      .map(name => at(owner, name));
  }

  async function create(
    owner: string,
    name: string,
    about: string,
  ): Promise<Repository> {
    const repository = at(owner, repositoryName(name));
    // No repository name begins with a dot, so nobody can reach the draft.
    const draft = join(root, owner, `.new-${randomBytes(8).toString('hex')}`);
    try {
      await git(['init', '--quiet', '--bare', '--template=', draft]);
      const head = ['symbolic-ref', 'HEAD', 'refs/heads/main'];
      await git([`--git-dir=${draft}`, ...head]);
      await writeFile(join(draft, 'description'), `${about}\n`);
      await writeFile(join(draft, mark), '');
      await rename(draft, repository.folder);
    } catch (error) {
      await rm(draft, { recursive: true, force: true });
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
      throw new Problem(409, `${owner}/${name} exists already.`);
    }
    return repository;
  }

  /** Makes the folders of the teams, and forgets drafts that an earlier run left. */
  async function prepare(): Promise<void> {
    for (const owner of owners) {
      await mkdir(join(root, owner), { recursive: true, mode: 0o700 });
      for (const entry of await readdir(join(root, owner))) {
        if (!entry.startsWith('.new-')) continue;
        await rm(join(root, owner, entry), { recursive: true, force: true });
      }
    }
  }

  return { prepare, find, list, create };
}

export type Repositories = ReturnType<typeof createRepositories>;

export async function description(repository: Repository): Promise<string> {
  const file = join(repository.folder, 'description');
  return (await readFile(file, 'utf8')).trim();
}

export async function awaitsFirstPush({ folder }: Repository) {
  const entries = await readdir(folder);
  return entries.includes(mark);
}

export async function endAwaitingFirstPush({ folder }: Repository) {
  await rm(join(folder, mark), { force: true });
}
