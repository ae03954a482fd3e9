import { backoff } from '../../backoff';
import { toError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';

interface Failure {
  times: number;
  dueAt: number;
  cause: string;
}

const remembered = 1_000;

/**
 * What the portal tries by itself until it succeeds, by key: after a failure later and later.
 *
 * @param waits - the first and the longest, in milliseconds
 */
export function createAttempts(waits: [number, number], now = Date.now) {
  const failures = new LRUCache<string, Failure>({ max: remembered });
  return {
    /**
     * Tries it if it is due. `attempt` is told whether it has failed before: then it asks for a dry run first, which
     * changes nothing and need not be recorded, and so a failure that lasts is recorded once.
     *
     * @throws what `attempt` throws, once for each cause
     */
    async run(
      key: string,
      attempt: (hasFailed: boolean) => Promise<void>,
    ): Promise<void> {
      const before = failures.get(key);
      if (before && now() < before.dueAt) return;
      try {
        await attempt(before !== undefined);
        failures.delete(key);
      } catch (thrown) {
        const error = toError(thrown);
        const { message: cause } = error;
        const { times = 0 } = before ?? {};
        const dueAt = now() + backoff(waits, times);
        failures.set(key, { times: times + 1, dueAt, cause });
        if (before?.cause !== cause) throw error;
      }
    },
  };
}
