import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Connection } from '../connection/connection';
import { follow } from './follow';
import { createIntake } from './intake';
import type { Intern } from './intern';
import { overcome } from './retry';
import type { Pace } from './read/pace';
import { startPlace } from './place';
import type { Recovery } from './recovery';
import type { Round } from './resync';
import type { Row } from './rows';
import { createStanding } from './freshness';
import { createSleeper, type Timing } from './timing';
import type { WatchCache } from './watchCache';
import type { WatchedObjects } from './watched';

/** What all reflectors of one cluster share. */
export interface ReflectorParts {
  connection: Connection;
  recovery: Recovery;
  intern: Intern;
  pace: Pace;
  timing: Timing;
  logger: LoggerService;
}

export interface Reflector {
  /** Objects that were left out because they are none that Kubernetes would send. */
  skipped(): number;
  /** Cuts a wait short: there is reason to think that the next attempt will do better. */
  nudge(): void;
  stop(): void;
}

/**
 * Keeps a cache equal to one kind of a cluster's objects until stopped. A lost
 * watch goes on where it was; a forgotten place is resynced by difference, so
 * that what is known is never blanked.
 */
export function startReflector<R extends Row>(
  parts: ReflectorParts,
  watched: WatchedObjects<R>,
  cache: WatchCache<R>,
): Reflector {
  const stopping = new AbortController();
  const { signal } = stopping;
  const sleeper = createSleeper(signal);
  const round: Round = {
    ...parts,
    watched,
    cache,
    signal,
    intake: createIntake(watched, cache, parts.intern),
    place: startPlace(),
    standing: createStanding(cache, parts.timing),
  };

  async function run() {
    while (!signal.aborted) {
      let failure: unknown;
      try {
        await follow(round);
      } catch (error) {
        failure = error;
      }
      if (signal.aborted) return;
      await overcome(round, failure, { ...sleeper, ...parts.recovery });
    }
  }

  run().catch(error =>
    parts.logger.error(`Watching ${watched.kind} objects has ended`, error),
  );
  return {
    skipped: () => round.intake.skipped,
    nudge: sleeper.wake,
    stop() {
      stopping.abort();
      round.standing.stop();
    },
  };
}
