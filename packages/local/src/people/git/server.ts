import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Handle } from '../loopback.ts';
import { pageHeaders, renderPage } from '../page.ts';
import { createAuthenticate, mayPush, type Caller } from './accounts.ts';
import { parseAddress, type Address } from './address.ts';
import { serveApi } from './api.ts';
import { browse } from './browse.ts';
import { sendJson } from './call.ts';
import { problemPage } from './pages.ts';
import { Problem } from './problem.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { exchangeOf, serveExchange, type Exchange } from './smartHttp.ts';

type Kind = 'api' | 'git' | 'page';

/** Told in the form that the one who asked reads: JSON, git's plain text, or a page. */
function tell(res: ServerResponse, kind: Kind, problem: Problem): void {
  const { status, message } = problem;
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (status === 401) {
    res.setHeader('WWW-Authenticate', 'Basic realm="Paddock git"');
  }
  if (kind === 'api') {
    sendJson(res, status, { message });
  } else if (kind === 'git') {
    res.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
    res.end(`${message}\n`);
  } else {
    res.writeHead(status, pageHeaders([]));
    res.end(renderPage(problemPage(message)));
  }
}

/** The git part of an address: `/<owner>/<name>[.git]/<rest>`. */
function gitRequest(method: string | undefined, { segments, query }: Address) {
  const [owner = '', name = '', ...rest] = segments;
  const exchange = exchangeOf(method, rest.join('/'), query);
  return exchange && { owner, name: name.replace(/\.git$/, ''), exchange };
}

async function requireMayPush(
  caller: Caller,
  { service }: Exchange,
  repository: Parameters<typeof mayPush>[1],
): Promise<void> {
  if (service !== 'git-receive-pack') return;
  if (caller.kind === 'anonymous') {
    throw new Problem(
      401,
      'Pushing needs your name and git password; npm run token -- NAME --git prints it.',
    );
  }
  if (await mayPush(caller, repository)) return;
  throw new Problem(
    403,
    caller.kind === 'portal'
      ? 'The portal pushes only the first content of a repository. This one has content.'
      : `Only members of ${repository.owner} may push to ${repository.owner}/${repository.name}.`,
  );
}

interface Site {
  readonly url: string;
  readonly repositories: Repositories;
  readonly authenticate: ReturnType<typeof createAuthenticate>;
}

interface Http {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

async function showPage(
  site: Site,
  { req, res }: Http,
  segments: readonly string[],
): Promise<void> {
  const shown = await browse(site, req.method, segments);
  if ('goTo' in shown) {
    res.writeHead(302, { Location: shown.goTo }).end();
    return;
  }
  res.writeHead(200, pageHeaders([]));
  res.end(renderPage(shown.page));
}

async function serve(
  site: Site,
  http: Http,
  { address, kind }: { address: Address; kind: Kind },
): Promise<void> {
  const { authenticate, ...shared } = site;
  const caller = authenticate(http.req.headers.authorization);
  if (!caller) throw new Problem(401, 'The name or the password is wrong.');
  if (kind === 'api') {
    const inside = { ...address, segments: address.segments.slice(2) };
    await serveApi({ ...http, ...shared, caller, address: inside });
    return;
  }
  const request = gitRequest(http.req.method, address);
  if (!request) {
    await showPage(site, http, address.segments);
    return;
  }
  const { owner, name, exchange } = request;
  const repository = await shared.repositories.find(owner, name);
  await requireMayPush(caller, exchange, repository);
  await serveExchange({ ...http, caller }, repository, exchange);
}

/** Everything that the git server answers. `url` is where it is reached, `state` the platform's folder. */
export async function createGitServer(
  state: string,
  url: string,
): Promise<Handle> {
  const repositories = createRepositories(join(state, 'git'));
  await repositories.prepare();
  const site = { url, repositories, authenticate: createAuthenticate(state) };

  return async (req, res) => {
    let kind: Kind = 'page';
    try {
      const address = parseAddress(req.url ?? '/');
      const [first, second] = address.segments;
      if (first === 'api' && second === 'v1') kind = 'api';
      else if (gitRequest(req.method, address)) kind = 'git';
      await serve(site, { req, res }, { address, kind });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      tell(res, kind, error);
    }
  };
}
