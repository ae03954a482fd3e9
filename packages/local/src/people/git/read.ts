import { isRevisionName } from './address.ts';
import { git } from './command.ts';
import { notFound, Problem } from './problem.ts';
import type { Repository } from './repositories.ts';

export interface Entry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  /** In bytes; only of a blob. */
  readonly size: number | undefined;
  /** From the root of the repository. */
  readonly path: string;
}

const largestBlob = 10 * 1024 * 1024;

const gitDir = ({ folder }: Repository) => `--git-dir=${folder}`;

async function lines(repository: Repository, args: readonly string[]) {
  const output = await git([gitDir(repository), ...args]);
  return output.toString('utf8').split('\n').filter(Boolean);
}

export async function branches(repository: Repository): Promise<string[]> {
  const format = '--format=%(refname:lstrip=2)';
  return lines(repository, ['for-each-ref', format, 'refs/heads/']);
}

/** The branch that a clone checks out; it may have no commit yet. */
export async function defaultBranch(repository: Repository): Promise<string> {
  const [head = ''] = await lines(repository, ['symbolic-ref', 'HEAD']);
  return head.replace(/^refs\/heads\//, '');
}

async function commitOf(repository: Repository, name: string) {
  // `rev-parse` exits with 1 for a name that is not there, which is an answer here and no failure.
  const args = ['rev-parse', '--verify', '--quiet', `${name}^{commit}`];
  return lines(repository, args).then(
    ([sha]) => sha,
    (error: unknown) => {
      if ((error as { code?: unknown }).code === 1) return undefined;
      throw error;
    },
  );
}

export async function branchCommit(
  repository: Repository,
  branch: string,
): Promise<string | undefined> {
  if (!isRevisionName(branch)) return undefined;
  return commitOf(repository, `refs/heads/${branch}`);
}

/** The commit of a branch, a tag, or a whole commit id, in this order. */
export async function resolveCommit(
  repository: Repository,
  revision: string,
): Promise<string> {
  if (!isRevisionName(revision)) {
    throw new Problem(400, 'This is no name of a branch, tag or commit.');
  }
  const commit =
    (await branchCommit(repository, revision)) ??
    (await commitOf(repository, `refs/tags/${revision}`)) ??
    (/^[0-9a-f]{40}$/.test(revision)
      ? await commitOf(repository, revision)
      : undefined);
  if (!commit) throw notFound(`branch, tag or commit ${revision}`);
  return commit;
}

function parseEntry(line: string): Entry {
  const match = /^(\d+) (blob|tree|commit) ([0-9a-f]+) +(-|\d+)\t(.*)$/s.exec(
    line,
  );
  const [, mode, type, sha, size, path] = match ?? [];
  if (!mode || !sha || !path) throw new Error(`ls-tree said ${line}`);
  return {
    mode,
    type: type as Entry['type'],
    sha,
    size: size === '-' ? undefined : Number(size),
    path,
  };
}

async function listTree(repository: Repository, args: readonly string[]) {
  const output = await git([
    gitDir(repository),
    'ls-tree',
    '-z',
    '-l',
    ...args,
  ]);
  return output.toString('utf8').split('\0').filter(Boolean).map(parseEntry);
}

/** The entry at a path, or undefined where there is none. */
export async function entryAt(
  repository: Repository,
  commit: string,
  path: string,
): Promise<Entry | undefined> {
  const found = await listTree(repository, [commit, '--', path]);
  return found.find(entry => entry.path === path);
}

/** What is directly in a folder; the empty path is the root. Folders come first. */
export async function folderAt(
  repository: Repository,
  commit: string,
  path: string,
): Promise<Entry[]> {
  const inside = path === '' ? [] : ['--', `${path}/`];
  const entries = await listTree(repository, [commit, ...inside]);
  const rank = ({ type }: Entry) => (type === 'tree' ? 0 : 1);
  return entries.sort(
    (a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1),
  );
}

/** The content of a blob. Refuses more than 10 MiB, for which there is `git clone`. */
export async function blob(repository: Repository, entry: Entry) {
  if ((entry.size ?? 0) > largestBlob) {
    throw new Problem(413, 'This file is larger than 10 MiB: clone it.');
  }
  return git([gitDir(repository), 'cat-file', 'blob', entry.sha]);
}
