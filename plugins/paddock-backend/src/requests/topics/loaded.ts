import type { LoggerService } from '@backstage/backend-plugin-api';
import { createTurns } from '../../live/turns';

/** Between two reads of the same thing. */
const restMs = 150;
const retryMs = 2_000;

/** Something that is read from the database again and again, for readers who cannot wait. */
export interface Loaded<T> {
  /** As last read; undefined before the first time. */
  now(): T | undefined;
  /** Reads it anew, soon; further demands until then are one. */
  refresh(): void;
  stop(): void;
}

export function createLoaded<T>(
  load: () => Promise<T>,
  onNews: () => void,
  { first, logger }: { first?: T; logger: LoggerService },
): Loaded<T> {
  let last = first;
  let stopped = false;
  const turns = createTurns(async () => {
    try {
      last = await load();
      if (!stopped) onNews();
    } catch (error) {
      logger.warn(`A view of requests could not be read: ${error}`);
      turns.again(retryMs);
    }
  }, restMs);
  return {
    now: () => last,
    refresh: () => turns.again(),
    stop() {
      stopped = true;
      turns.stop();
    },
  };
}
