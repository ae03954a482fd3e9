import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { tooMany } from './tooMany';

/** Requests at once, and a second in the long run, of one caller. */
const burst = 60;
const perSecond = 10;
/** Callers remembered; whoever has been quiet is forgotten first. */
const callersAtMost = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by caller: returns the seconds to wait, 0 when the request may pass. */
export function createBuckets(now: () => number = Date.now) {
  const buckets = new Map<string, Bucket>();
  return (caller: string): number => {
    const at = now();
    const known = buckets.get(caller) ?? { tokens: burst, at };
    const gained = ((at - known.at) / 1_000) * perSecond;
    const tokens = Math.min(burst, known.tokens + gained);
    const passes = tokens >= 1;
    // Taken out and put back, the map stays in the order of use.
    buckets.delete(caller);
    buckets.set(caller, { tokens: passes ? tokens - 1 : tokens, at });
    const [quietest] = buckets.keys();
    if (buckets.size > callersAtMost && quietest) buckets.delete(quietest);
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
