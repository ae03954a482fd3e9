import type {
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { isRecorded, noted, type RecordParts } from './recorded';

/**
 * How an answer denies: the caller may not do it, may not know of it, or asks too often. What is not
 * as it must be (400, 422), or has moved on (409), is denied to nobody; 401 has nobody to name.
 */
const denies: Record<number, string> = {
  403: 'act-denied',
  404: 'act-denied',
  429: 'rate-limited',
};
const looks = ['GET', 'HEAD', 'OPTIONS'];
/** Further ones of the same person within this time are counted, and told of in one line. Milliseconds. */
const window = 60_000;
/** Kinds of denial of one person that get a line of their own within a window. */
const mostOfOne = 10;
/** Persons remembered at once; who comes then shares one count. */
const mostActors = 1_000;

/** For what is denied by another way than a route's answer. */
export type Denied = (denial: Denial) => void;

interface Denial {
  event: string;
  actor: string;
  request?: Request;
  /** What was tried, with a name for it that has no names of objects. */
  detail: { what: string; status: number };
  error: Error;
  /** Only Backstage's audit log has it: nothing was to be changed. */
  isLook?: boolean;
}

/** What came again and again since it was told of. */
interface Repeated {
  last: Omit<Denial, 'request'>;
  times: number;
}

interface Parts extends RecordParts {
  httpAuth: HttpAuthService;
  logger: Pick<LoggerService, 'error' | 'warn'>;
}

/** What a person was denied goes into both records. */
export function createDenials(parts: Parts) {
  const { logger, httpAuth } = parts;
  const actors = new Map<string, Map<string, Repeated>>();
  const reasons = new WeakMap<Request, Error>();
  const timers = new Set<NodeJS.Timeout>();

  const report = (error: unknown) =>
    logger.error('A denied act is not in the audit trail', toError(error));

  const note = (
    { event, actor, request, detail, error, isLook }: Denial,
    times = 1,
  ) =>
    noted(
      isLook ? { auditor: parts.auditor } : parts,
      {
        event,
        actor,
        ...(request && { request }),
        detail: {
          ...detail,
          why: error.message,
          ...(times > 1 && { times }),
        },
      },
      error,
    ).catch(report);

  function forget(actor: string) {
    const kinds = actors.get(actor);
    actors.delete(actor);
    const repeated = [...(kinds?.values() ?? [])].filter(
      ({ times }) => times > 0,
    );
    return Promise.all(
      repeated.map(({ last, times }) => note({ ...last, actor }, times)),
    );
  }

  /** One line at once, and one at the end of the window for all that came after. */
  function collapse(denial: Denial): void {
    const isKnown = actors.has(denial.actor);
    const actor =
      isKnown || actors.size < mostActors ? denial.actor : 'various';
    let kinds = actors.get(actor);
    if (!kinds) {
      kinds = new Map();
      actors.set(actor, kinds);
      const timer = setTimeout(() => {
        timers.delete(timer);
        void forget(actor);
      }, window);
      timer.unref();
      timers.add(timer);
    }
    const { event, detail } = denial;
    const own = `${event} ${detail.status} ${detail.what}`;
    const key = kinds.has(own) || kinds.size < mostOfOne ? own : 'others';
    const before = kinds.get(key);
    // The request is over by the end of the window.
    const { request, ...last } = denial;
    kinds.set(key, { last, times: before ? before.times + 1 : 0 });
    if (!before) void note({ ...denial, actor });
  }

  async function onEnd(request: Request, path: string, status: number) {
    const event = denies[status];
    const isLook = looks.includes(request.method);
    const error = reasons.get(request);
    // A path that does not exist denies nothing.
    if (!event || (status === 404 && !error)) return;
    // Pages look at much that not everybody may see; the audit trail itself is another matter.
    if (isLook && status !== 429 && !path.startsWith('/audit')) return;
    const { principal } = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    collapse({
      event,
      actor:
        principal.type === 'user' ? principal.userEntityRef : principal.subject,
      request,
      detail: { what: `${request.method} ${path}`, status },
      error: error ?? new Error(`Answered with ${status}`),
      isLook,
    });
  }

  /** Before all routes. */
  const watch: RequestHandler = (request, response, next) => {
    // Routers change it on the way.
    const { path } = request;
    response.once('finish', () => {
      if (isRecorded(request)) return;
      onEnd(request, path, response.statusCode).catch(report);
    });
    next();
  };

  /** Behind all routes: why the answer is what it is. */
  const explain: ErrorRequestHandler = (error, request, _response, next) => {
    reasons.set(request, toError(error));
    next(error);
  };

  return {
    watch,
    // Express knows it by its four parameters; Backstage's router has no type for it.
    explain: explain as unknown as RequestHandler,
    denied: collapse as Denied,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...actors.keys()].map(forget));
    },
  };
}
