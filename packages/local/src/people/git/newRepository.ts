import type { IncomingMessage } from 'node:http';
import { mayCreate } from './accounts.ts';
import { sendJson, type Call } from './call.ts';
import { Problem } from './problem.ts';
import { branches, defaultBranch } from './read.ts';
import { description, type Repository } from './repositories.ts';

/** A repository as Gitea tells it. */
export async function repositoryJson(url: string, repository: Repository) {
  const { owner, name } = repository;
  return {
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner, username: owner },
    description: await description(repository),
    private: false,
    empty: (await branches(repository)).length === 0,
    default_branch: await defaultBranch(repository),
    html_url: `${url}/${owner}/${name}`,
    clone_url: `${url}/${owner}/${name}.git`,
  };
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const type = req.headers['content-type']?.split(';')[0]?.trim();
  // Also what keeps a form of another site out.
  if (type !== 'application/json') {
    throw new Problem(415, 'The body must be application/json.');
  }
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 65_536) throw new Problem(413, 'The body is too large.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'The body is not JSON.');
  }
}

const fields = ['name', 'description', 'private'];

function parseNewRepository(body: unknown) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Problem(400, 'The body must be an object.');
  }
  const unknown = Object.keys(body).find(key => !fields.includes(key));
  if (unknown) {
    throw new Problem(400, `This server does not know the field ${unknown}.`);
  }
  const values = body as Record<string, unknown>;
  const { name, description: about = '', private: isPrivate = false } = values;
  if (typeof name !== 'string' || typeof about !== 'string') {
    throw new Problem(400, 'name and description must be text.');
  }
  if (isPrivate !== false) {
    throw new Problem(
      400,
      'This server has no private repositories: whoever reaches this machine may read. Leave private out.',
    );
  }
  return { name, about: about.replace(/\s+/g, ' ').slice(0, 1000) };
}

export async function createRepository(
  call: Call,
  owner: string,
): Promise<void> {
  const { req, res, caller, repositories, url } = call;
  if (caller.kind === 'anonymous') throw new Problem(401, 'Sign in first.');
  if (!mayCreate(caller)) {
    throw new Problem(403, 'Repositories are made through the portal.');
  }
  const { name, about } = parseNewRepository(await readJson(req));
  const repository = await repositories.create(owner, name, about);
  console.log(`${new Date().toISOString()} ${owner}/${name} was made`);
  sendJson(res, 201, await repositoryJson(url, repository));
}
