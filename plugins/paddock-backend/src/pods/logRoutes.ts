import {
  type LogDownload,
  type LogFrame,
  type LogRequest,
  logDownloadSchema,
  logRequestSchema,
  namespaceTarget,
  objectTarget,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request, Response, Router } from 'express';
import type { Act, Actor, NamedActor } from '../access/act';
import type { WhoNow } from '../access/whoNow';
import type { KubeIdentity } from '../kube/watch/cache';
import { KubeError } from '../kube/connection/errors';
import { apiPath } from '../kube/connection/paths';
import { jsonUpTo } from '../http/body';
import type { Limits } from '../http/limits';
import { parse } from '../http/parse';
import { tooMany } from '../http/tooMany';
import { type LogSource, logQuery, type Sink, streamLogs } from './logStream';

const beatMs = 15_000;
/** A stream ends before the token does that it was opened with; the page opens it again. */
const longestMs = 45 * 60_000;

/** A download that has not begun after this long is refused: it cannot say that it waits. */
const downloadWaitMs = 15_000;

export interface LogParts {
  act: Act;
  /** Of logs that are read at once. */
  limits: { logs: Limits };
}

/** Logs: several containers as one stream of frames, or one container's whole log as a file. */
export function addLogRoutes(router: Router, { act, limits }: LogParts) {
  /** Room for so many logs, until the answer is over. */
  function enter(
    res: Response,
    { userRef }: NamedActor,
    count: number,
  ): boolean {
    // What has closed already never gives its room back.
    if (res.destroyed) return false;
    const leave = limits.logs.enter(userRef, count);
    if (leave) {
      res.once('close', leave);
      return true;
    }
    const message = `Too many logs are being read: at most ${limits.logs.perPerson} of yours at once. Close some, or wait until others have.`;
    tooMany(res, message, 5);
    return false;
  }

  router.post(
    '/clusters/:cluster/namespaces/:namespace/logs',
    jsonUpTo('64kb'),
    async (req, res) => {
      const target = parse(namespaceTarget, req.params);
      const asked = parse(logRequestSchema, req.body);
      await act.look(req, target.cluster, async (actor, whoNow) => {
        const { namespace } = target;
        await mayRead(actor, namespace);
        if (!enter(res, actor, asked.sources.length)) return;
        await follow(res, { actor, whoNow, asked, namespace });
      });
    },
  );

  router.get(
    '/clusters/:cluster/namespaces/:namespace/pods/:name/log',
    async (req: Request, res: Response) => {
      const { cluster, namespace, name } = parse(objectTarget, req.params);
      const query = parse(logDownloadSchema, req.query);
      await act.look(req, cluster, async actor => {
        if (!enter(res, actor, 1)) return;
        await download(res, { actor, namespace, pod: name, query });
      });
    },
  );
}

const logRight = (namespace: string) => ({
  verb: 'get',
  group: '',
  resource: 'pods',
  subresource: 'log',
  namespace,
});

async function mayRead({ cluster, as }: Actor, namespace: string) {
  if (await cluster.access.may(as, logRight(namespace))) return;
  throw new KubeError(403, 'Forbidden', {
    message: `You lack the right to get pods/log in ${namespace} of ${cluster.name}`,
  });
}

const logPath = (namespace: string, pod: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'pods', pod, 'log']);

interface Following {
  actor: Actor;
  whoNow: WhoNow;
  asked: LogRequest;
  namespace: string;
}

async function follow(res: Response, following: Following) {
  const { actor, asked, namespace } = following;
  const stop = new AbortController();
  const sources = asked.sources.map((source): LogSource => {
    const path = logPath(namespace, source.pod);
    const options = {
      as: actor.as,
      query: logQuery(asked, source),
      signal: stop.signal,
    };
    return {
      after: source.after,
      open: onWait =>
        actor.cluster.connection.text(path, { ...options, onWait }),
      explain: error =>
        error instanceof Error ? error.message : 'The log has ended',
    };
  });
  const frames = openFrames(res);
  const end = (reason: Extract<LogFrame, { type: 'bye' }>['reason']) => {
    frames.write({ type: 'bye', reason });
    stop.abort();
    res.end();
  };
  const stopGuarding = guard(following, () => end('rights-lost'));
  const beat = setInterval(() => frames.write({ type: 'beat' }), beatMs);
  const life = setTimeout(() => end('token-expires'), longestMs);
  res.once('close', () => stop.abort());
  try {
    await streamLogs(sources, frames);
    if (!stop.signal.aborted) end('done');
  } finally {
    clearInterval(beat);
    clearTimeout(life);
    stopGuarding();
  }
}

/** A right that is taken away ends what is being read, and so does a group that somebody has left. */
function guard(
  { actor, whoNow, namespace }: Following,
  lost: () => void,
): () => void {
  const { access } = actor.cluster;
  let as: KubeIdentity | undefined = actor.as;
  const look = async () => {
    const may = as && access.may(as, logRight(namespace));
    if (!(await may?.catch(() => false))) lost();
  };
  const timer = setInterval(async () => {
    as = await whoNow();
    await look();
  }, beatMs);
  const stop = access.onRightsChanged(look);
  return () => {
    stop();
    clearInterval(timer);
  };
}

function openFrames(res: Response): Sink {
  res.writeHead(200, {
    'Content-Type': 'application/x-ndjson; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
    'X-Content-Type-Options': 'nosniff',
  });
  res.flushHeaders();
  return {
    write: frame =>
      res.writableEnded ||
      res.destroyed ||
      res.write(`${JSON.stringify(frame)}\n`),
    drained: () =>
      new Promise(resolve => {
        if (res.destroyed || !res.writableNeedDrain) resolve();
        res.once('drain', resolve);
        res.once('close', resolve);
      }),
  };
}

interface Download {
  actor: Actor;
  namespace: string;
  pod: string;
  query: LogDownload;
}

async function download(
  res: Response,
  { actor, namespace, pod, query }: Download,
) {
  const stop = new AbortController();
  res.once('close', () => stop.abort());
  let late: NodeJS.Timeout | undefined;
  const giveUp = (open: number) =>
    stop.abort(
      new KubeError(429, 'TooManyRequests', {
        message: `The log waits for others to end: ${open} of this cluster are being read. Try again later.`,
      }),
    );
  const body = await actor.cluster.connection
    .text(logPath(namespace, pod), {
      as: actor.as,
      query: { container: query.container, previous: query.previous },
      signal: stop.signal,
      onWait: open => {
        late ??= setTimeout(giveUp, downloadWaitMs, open);
      },
    })
    .finally(() => clearTimeout(late));
  res.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${pod}-${query.container}.log"`,
    'Cache-Control': 'no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
  });
  await new Promise<void>(resolve => {
    res.once('close', resolve);
    body.once('error', () => res.destroy());
    body.pipe(res);
  });
}
