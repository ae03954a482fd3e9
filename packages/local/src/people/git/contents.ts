import { isKnown, sendJson, type Call } from './call.ts';
import { startGitProcess } from './command.ts';
import { notFound } from './problem.ts';
import {
  blob,
  defaultBranch,
  entryAt,
  folderAt,
  resolveCommit,
  type Entry,
} from './read.ts';
import type { Repository } from './repositories.ts';

const kinds: Record<string, string> = {
  '120000': 'symlink',
  '160000': 'submodule',
};

const entryJson = ({ mode, type, sha, size, path }: Entry) => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  sha,
  size: size ?? 0,
  type: kinds[mode] ?? (type === 'tree' ? 'dir' : 'file'),
});

/** A file with its content, or what is in a folder. */
export async function contents(
  call: Call,
  repository: Repository,
  path: string,
): Promise<void> {
  const { res, address } = call;
  const revision =
    address.query.get('ref') || (await defaultBranch(repository));
  const commit = await resolveCommit(repository, revision);
  const entry =
    path === '' ? undefined : await entryAt(repository, commit, path);
  if (path !== '' && !entry) throw notFound(`file ${path}`);
  if (isKnown(call, `"${entry?.sha ?? commit}"`)) return;
  if (!entry || entry.type === 'tree') {
    const entries = await folderAt(repository, commit, path);
    sendJson(res, 200, entries.map(entryJson));
    return;
  }
  const json = { ...entryJson(entry), last_commit_sha: commit };
  // A link is told as what it is, and never followed.
  if (json.type !== 'file') {
    sendJson(res, 200, { ...json, encoding: null, content: null });
    return;
  }
  const content = (await blob(repository, entry)).toString('base64');
  sendJson(res, 200, { ...json, encoding: 'base64', content });
}

/** The bytes of a file. */
export async function raw(
  call: Call,
  repository: Repository,
  path: string,
): Promise<void> {
  const { res, address } = call;
  const revision =
    address.query.get('ref') || (await defaultBranch(repository));
  const commit = await resolveCommit(repository, revision);
  const entry = path ? await entryAt(repository, commit, path) : undefined;
  // A link is a blob too, and never followed.
  if (entry?.type !== 'blob' || kinds[entry.mode])
    throw notFound(`file ${path}`);
  if (isKnown(call, `"${entry.sha}"`)) return;
  res.writeHead(200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': entry.size,
    'X-Content-Type-Options': 'nosniff',
  });
  if (call.req.method === 'HEAD') {
    res.end();
    return;
  }
  pipeGit(call, [
    `--git-dir=${repository.folder}`,
    'cat-file',
    'blob',
    entry.sha,
  ]);
}

/** All files of a commit, below a folder of the repository's name. */
export async function archive(
  call: Call,
  repository: Repository,
  revision: string,
): Promise<void> {
  const { res } = call;
  const commit = await resolveCommit(repository, revision);
  if (isKnown(call, `"${commit}"`)) return;
  res.writeHead(200, { 'Content-Type': 'application/gzip' });
  if (call.req.method === 'HEAD') {
    res.end();
    return;
  }
  pipeGit(call, [
    `--git-dir=${repository.folder}`,
    'archive',
    '--format=tar.gz',
    `--prefix=${repository.name}/`,
    commit,
  ]);
}

function pipeGit({ res }: Call, args: readonly string[]): void {
  const child = startGitProcess(args);
  child.stdin.end();
  res.once('close', () => child.kill());
  // Cut off rather than ended well, so that nobody takes half of it for the whole.
  child.once('close', code => (code === 0 ? res.end() : res.destroy()));
  child.stdout.pipe(res, { end: false });
}
