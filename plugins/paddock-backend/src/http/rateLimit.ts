import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { Request, RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { tooMany } from './tooMany';

/** Requests at once, and a second in the long run, of one caller. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** Of this plugin's routes. */
const ownRate: Rate = { burst: 60, perSecond: 10 };
/** Callers remembered; whoever has been quiet is forgotten first. */
const callersAtMost = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Takes a token of the caller's: returns the seconds to wait, 0 when the request may pass. */
export type Buckets = (caller: string) => number;

/** Token buckets by caller. */
export function createBuckets(
  { burst, perSecond }: Rate = ownRate,
  now: () => number = Date.now,
): Buckets {
  const buckets = new LRUCache<string, Bucket>({ max: callersAtMost });
  return caller => {
    const at = now();
    const known = buckets.get(caller) ?? { tokens: burst, at };
    const gained = ((at - known.at) / 1_000) * perSecond;
    const tokens = Math.min(burst, known.tokens + gained);
    const passes = tokens >= 1;
    buckets.set(caller, { tokens: passes ? tokens - 1 : tokens, at });
    return passes ? 0 : Math.ceil((1 - tokens) / perSecond);
  };
}

/** One caller's flood is answered with 429, and leaves the others alone. */
export function createRateLimit(httpAuth: HttpAuthService): RequestHandler {
  const take = createBuckets();
  return async (req, res, next) => {
    try {
      const { principal } = await httpAuth.credentials(req, {
        allow: ['user', 'service'],
      });
      const caller =
        principal.type === 'user' ? principal.userEntityRef : principal.subject;
      const seconds = take(caller);
      if (seconds === 0) next();
      else tooMany(res, 'Too many requests. Wait a moment.', seconds);
    } catch (error) {
      next(error);
    }
  };
}

/**
 * The same before routes of any plugin, which may be open to callers without a token. What plugins of this backend ask of
 * each other, for themselves or for a person, is not counted: it follows from what was.
 */
export function createCallerLimit(
  httpAuth: HttpAuthService,
  take: (caller: string, req: Request) => number,
): RequestHandler {
  return async (req, res, next) => {
    const caller = await callerOf(httpAuth, req);
    const seconds = caller === undefined ? 0 : take(caller, req);
    if (seconds === 0) next();
    else tooMany(res, 'Too many requests. Wait a moment.', seconds);
  };
}

async function callerOf(
  httpAuth: HttpAuthService,
  req: Request,
): Promise<string | undefined> {
  const address = `address ${req.ip}`;
  try {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service', 'none'],
      allowLimitedAccess: true,
    });
    if (principal.type === 'none') return address;
    const service = principal.type === 'user' ? principal.actor : principal;
    if (service?.subject.startsWith('plugin:')) return undefined;
    return principal.type === 'user'
      ? principal.userEntityRef
      : principal.subject;
  } catch {
    // The route itself refuses the token.
    return address;
  }
}
