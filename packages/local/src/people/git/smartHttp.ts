import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { committerOf, type Account, type Caller } from './accounts.ts';
import { git, startGitProcess, type Environment } from './command.ts';
import { branches, defaultBranch } from './read.ts';
import {
  awaitsFirstPush,
  endAwaitingFirstPush,
  type Repository,
} from './repositories.ts';

/** What git's client asks for: the three requests of the smart protocol, and nothing of the dumb one. */
export interface Exchange {
  readonly service: 'git-upload-pack' | 'git-receive-pack';
  readonly step: 'advertise' | 'run';
}

const services = ['git-upload-pack', 'git-receive-pack'] as const;

export function exchangeOf(
  method: string | undefined,
  rest: string,
  query: URLSearchParams,
): Exchange | undefined {
  if (method === 'GET' && rest === 'info/refs') {
    const service = services.find(each => each === query.get('service'));
    return service && { service, step: 'advertise' };
  }
  const service = services.find(each => each === rest);
  return method === 'POST' && service ? { service, step: 'run' } : undefined;
}

/** `git http-backend` reads the request from these. Only what is named here comes from outside. */
function cgiEnvironment(
  req: IncomingMessage,
  { owner, name, folder }: Repository,
  { service, step }: Exchange,
): Environment {
  const { headers } = req;
  const advertise = step === 'advertise';
  const environment: Environment = {
    GIT_PROJECT_ROOT: resolve(folder, '../..'),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${owner}/${name}.git/${advertise ? 'info/refs' : service}`,
    QUERY_STRING: advertise ? `service=${service}` : '',
    REQUEST_METHOD: advertise ? 'GET' : 'POST',
    REMOTE_ADDR: '127.0.0.1',
    CONTENT_TYPE: headers['content-type'] ?? '',
  };
  if (/^\d{1,12}$/.test(headers['content-length'] ?? '')) {
    environment.CONTENT_LENGTH = headers['content-length'] ?? '';
  }
  if (headers['content-encoding'] === 'gzip') {
    environment.HTTP_CONTENT_ENCODING = 'gzip';
  }
  const protocol = headers['git-protocol'];
  if (typeof protocol === 'string' && /^version=[012]$/.test(protocol)) {
    environment.GIT_PROTOCOL = protocol;
  }
  return environment;
}

function pusherEnvironment(account: Account): Environment {
  const { name, email } = committerOf(account);
  return {
    REMOTE_USER: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
  };
}

const passedOn = ['content-type', 'cache-control', 'expires', 'pragma'];

function writeHead(res: ServerResponse, head: string): void {
  let status = 200;
  const headers: Record<string, string> = {};
  for (const line of head.split(/\r?\n/)) {
    const [name = '', value = ''] = line.split(/: *(.*)/s);
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    if (passedOn.includes(name.toLowerCase())) headers[name] = value;
  }
  res.writeHead(status, { ...headers, 'X-Content-Type-Options': 'nosniff' });
}

/** Hands the answer on as it comes. Resolves when git has ended; the caller ends the answer. */
async function relay(
  output: AsyncIterable<Buffer>,
  res: ServerResponse,
): Promise<void> {
  let head = Buffer.alloc(0);
  for await (const chunk of output) {
    if (res.destroyed) return;
    let body = chunk;
    if (!res.headersSent) {
      head = Buffer.concat([head, chunk]);
      const [end = ''] = /\r?\n\r?\n/.exec(head.toString('latin1')) ?? [];
      if (end === '' && head.length < 65_536) continue;
      const at = head.indexOf(end || '\n');
      writeHead(res, head.toString('latin1', 0, at));
      body = head.subarray(at + end.length);
    }
    if (!res.write(body)) {
      await new Promise<void>(goOn => {
        const go = () => {
          res.off('drain', go).off('close', go);
          goOn();
        };
        res.on('drain', go).on('close', go);
      });
    }
  }
}

/** After a push that made a first branch: the portal's turn is over, and a clone checks that branch out. */
async function settlePush(repository: Repository): Promise<void> {
  if (!(await awaitsFirstPush(repository))) return;
  const existing = await branches(repository);
  const [first] = existing;
  if (!first) return;
  if (!existing.includes(await defaultBranch(repository))) {
    const head = ['symbolic-ref', 'HEAD', `refs/heads/${first}`];
    await git([`--git-dir=${repository.folder}`, ...head]);
  }
  await endAwaitingFirstPush(repository);
}

/** Who may do this is decided before; see server.ts. */
export async function serveExchange(
  http: { req: IncomingMessage; res: ServerResponse; caller: Caller },
  repository: Repository,
  exchange: Exchange,
): Promise<void> {
  const { req, res, caller } = http;
  const { service, step } = exchange;
  const child = startGitProcess(['http-backend'], {
    ...cgiEnvironment(req, repository, exchange),
    ...(caller.kind !== 'anonymous' && pusherEnvironment(caller)),
  });
  // Whoever goes away in the middle ends git too; git then leaves the repository as it was.
  res.once('close', () => child.kill());
  // It may answer, and end, before it has read everything.
  child.stdin.on('error', () => {});
  req.pipe(child.stdin);
  const ended = new Promise<number | null>(settle => {
    child.once('close', settle);
  });
  const [code] = await Promise.all([ended, relay(child.stdout, res)]);
  // A push of four bytes is git asking whether it may, before it sends a large one.
  const asks = req.headers['content-length'] === '4';
  if (service === 'git-receive-pack' && step === 'run' && !asks) {
    await settlePush(repository);
    const who = caller.kind === 'anonymous' ? '' : committerOf(caller).email;
    const did = code === 0 ? 'pushed to' : 'failed to push to';
    const what = `${did} ${repository.owner}/${repository.name}`;
    console.log(`${new Date().toISOString()} ${who} ${what}`);
  }
  if (!res.headersSent) res.writeHead(500);
  res.end();
}
