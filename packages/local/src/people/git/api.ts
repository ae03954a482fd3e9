import { groupNamed } from '../people.ts';
import { owners } from './address.ts';
import { sendJson, type Call } from './call.ts';
import { archive, contents, raw } from './contents.ts';
import { createRepository, repositoryJson } from './newRepository.ts';
import { notFound } from './problem.ts';
import { resolveCommit } from './read.ts';
import type { Repository } from './repositories.ts';

async function callRepository(
  call: Call,
  repository: Repository,
  rest: readonly string[],
): Promise<void> {
  const [what, ...more] = rest;
  const ref = more.join('/');
  if (what === undefined) {
    sendJson(call.res, 200, await repositoryJson(call.url, repository));
  } else if (what === 'contents') {
    await contents(call, repository, ref);
  } else if (what === 'raw') {
    await raw(call, repository, ref);
  } else if (what === 'archive' && ref.endsWith('.tar.gz')) {
    await archive(call, repository, ref.slice(0, -'.tar.gz'.length));
  } else if (what === 'git' && more[0] === 'commits' && more.length > 1) {
    const revision = more.slice(1).join('/');
    const sha = await resolveCommit(repository, revision);
    sendJson(call.res, 200, { sha });
  } else {
    throw notFound('such call');
  }
}

/** The calls that Backstage's gitea integration and its publish:gitea action make; nothing else of Gitea. */
export async function serveApi(call: Call): Promise<void> {
  const { req, res, address, repositories } = call;
  const [kind, owner = '', name = '', ...rest] = address.segments;
  const reads = req.method === 'GET' || req.method === 'HEAD';
  if (kind === 'version' && reads && !owner) {
    sendJson(res, 200, { version: '1.0.0+paddock' });
  } else if (kind === 'orgs') {
    if (!owners.includes(owner)) throw notFound(`team ${owner}`);
    if (name === 'repos' && rest.length === 0 && req.method === 'POST') {
      await createRepository(call, owner);
    } else if (name === '' && reads) {
      const title = groupNamed(owner)?.displayName ?? owner;
      sendJson(res, 200, { name: owner, username: owner, full_name: title });
    } else {
      throw notFound('such call');
    }
  } else if (kind === 'repos' && reads) {
    const repository = await repositories.find(owner, name);
    await callRepository(call, repository, rest);
  } else {
    throw notFound('such call');
  }
}
