import type { Page } from '../page.ts';
import { owners } from './address.ts';
import {
  emptyPage,
  filePage,
  folderPage,
  ownerPage,
  ownersPage,
} from './pages.ts';
import { notFound, Problem } from './problem.ts';
import {
  blob,
  branchCommit,
  defaultBranch,
  entryAt,
  folderAt,
} from './read.ts';
import type { Repositories, Repository } from './repositories.ts';

/** Where a person's browser is sent, or what it is shown. */
export type Shown = { readonly page: Page } | { readonly goTo: string };

interface Site {
  readonly url: string;
  readonly repositories: Repositories;
}

/** A branch name may hold slashes, and so may a path: the shortest branch that exists is meant. */
async function splitBranch(repository: Repository, names: readonly string[]) {
  for (let count = 1; count <= names.length; count += 1) {
    const branch = names.slice(0, count).join('/');
    const commit = await branchCommit(repository, branch);
    if (commit) return { branch, commit, path: names.slice(count).join('/') };
  }
  throw notFound(`branch ${names[0] ?? ''}`);
}

async function browseBranch(
  url: string,
  repository: Repository,
  names: readonly string[],
): Promise<Shown> {
  const { branch, commit, path } = await splitBranch(repository, names);
  const place = { url, repository, branch, path };
  const entry =
    path === '' ? undefined : await entryAt(repository, commit, path);
  if (path === '' || entry?.type === 'tree') {
    const entries = await folderAt(repository, commit, path);
    return { page: folderPage(place, entries) };
  }
  if (entry?.type !== 'blob') throw notFound(`file ${path}`);
  return { page: filePage(place, await blob(repository, entry)) };
}

async function browseRepository(
  url: string,
  repository: Repository,
  rest: readonly string[],
): Promise<Shown> {
  const { owner, name } = repository;
  const at = `/${owner}/${name}/src/branch`;
  const [what, ...more] = rest;
  if (what === undefined) {
    const branch = await defaultBranch(repository);
    if (await branchCommit(repository, branch)) {
      return { goTo: `${at}/${encodeURI(branch)}` };
    }
    return { page: emptyPage(url, repository) };
  }
  if (what === 'src' && more[0] === 'branch' && more.length > 1) {
    return browseBranch(url, repository, more.slice(1));
  }
  // Backstage's links to edit a file; here a file is edited in a clone.
  if (what === '_edit' && more.length > 0) {
    return { goTo: `${at}/${more.map(encodeURIComponent).join('/')}` };
  }
  throw notFound('such page');
}

/** The pages for people, at the addresses that Gitea has them at. */
export async function browse(
  { url, repositories }: Site,
  method: string | undefined,
  segments: readonly string[],
): Promise<Shown> {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Problem(405, 'Pages are for reading.');
  }
  const [owner, name, ...rest] = segments;
  if (owner === undefined) return { page: ownersPage(owners) };
  if (!owners.includes(owner)) throw notFound(`team ${owner}`);
  if (name === undefined) {
    return { page: ownerPage(owner, await repositories.list(owner)) };
  }
  // The address for cloning, opened in a browser.
  if (name.endsWith('.git'))
    return {
      goTo: `/${owner}/${encodeURIComponent(name.slice(0, -'.git'.length))}`,
    };
  const repository = await repositories.find(owner, name);
  return browseRepository(url, repository, rest);
}
