import { isAbsent } from './absent';
import { KubeError, Misconfigured, Unreachable } from '../connection/errors';
import { NoStreamingList, Restored } from './follow';
import type { Recovery } from './recovery';
import type { Round } from './resync';
import { backoff } from './timing';

export interface Waits extends Recovery {
  sleep(ms: number): Promise<void>;
}

/** A watch that is refused this often in a row may be refused because of where it starts. */
const RESYNC_AFTER = 3;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * What follows the end of a round: says how the picture stands now, and returns
 * when the next round should begin. `failure` is undefined when the server
 * ended the watch as it does from time to time.
 */
export async function overcome(round: Round, failure: unknown, waits: Waits) {
  const { place, standing, timing, signal } = round;
  const attempt = place.attempt++;
  const pause = () => waits.sleep(backoff(timing.backoff, attempt));

  if (failure === undefined) {
    standing.uncertain('The watch ended');
    if (attempt > 0) await pause();
    return;
  }
  if (failure instanceof Restored) return;
  if (isUnknownRequest(round, failure)) {
    place.streamingList = false;
    return;
  }
  if (failure instanceof Misconfigured) {
    standing.refused(failure.message);
    await waits.sleep(backoff(timing.refused, attempt));
    return;
  }
  if (failure instanceof Unreachable || isAway(failure)) {
    await outlast(round, failure as Error, { ...waits, attempt });
    return;
  }
  if (await isAbsent(round, failure)) {
    await missIt(round, waits);
    return;
  }
  if (failure instanceof KubeError) {
    await obey(round, failure, { ...waits, attempt });
    return;
  }
  standing.stale(wordsOf(failure));
  if (attempt >= RESYNC_AFTER) place.version = undefined;
  if (!signal.aborted) await pause();
}

/** The cluster is away, or the connection to it broke. */
async function outlast(
  { place, standing, timing, signal }: Round,
  failure: Error,
  waits: Waits & { attempt: number },
) {
  place.doubtful = true;
  // A watch that breaks is opened again at once; only if that fails is the cluster away.
  if (failure instanceof Unreachable && failure.midway && waits.attempt === 0) {
    standing.uncertain(failure.message);
    return;
  }
  standing.stale(`The cluster cannot be reached: ${failure.message}`);
  await waits.wait(signal);
  const flapping = waits.attempt > RESYNC_AFTER;
  await waits.sleep(
    flapping ? backoff(timing.backoff, waits.attempt) : Math.random() * 50,
  );
}

/** The cluster does not have this kind: that is a whole picture, too, and may change. */
async function missIt(
  { place, standing, cache, timing }: Round,
  { sleep }: Waits,
) {
  cache.keepOnly(new Set());
  place.version = undefined;
  place.attempt = 0;
  standing.live();
  await sleep(timing.absent * (0.75 + Math.random() / 4));
}

/** The API server has answered, and has a reason to refuse. */
async function obey(
  { place, standing, timing }: Round,
  failure: KubeError,
  { sleep, attempt }: Waits & { attempt: number },
) {
  switch (failure.status) {
    case 410:
      place.version = undefined;
      standing.uncertain('The cluster has forgotten where the watch was');
      if (place.forgotten > 0) {
        await sleep(backoff(timing.backoff, place.forgotten));
      }
      place.forgotten += 1;
      return;
    case 401:
    case 403:
    case 404:
      standing.refused(failure.message);
      await sleep(backoff(timing.refused, attempt));
      return;
    case 429:
      standing.uncertain('The cluster is busy');
      await sleep(
        Math.min(
          failure.retryAfterMs ?? backoff(timing.backoff, attempt),
          LONGEST_RETRY_AFTER_MS,
        ),
      );
      return;
    default:
      standing.stale(failure.message);
      if (attempt >= RESYNC_AFTER) place.version = undefined;
      await sleep(backoff(timing.backoff, attempt));
  }
}

/** 400 and 422 are how servers refuse parameters that they do not know or do not have enabled. */
function isUnknownRequest({ place }: Round, failure: unknown): boolean {
  if (failure instanceof NoStreamingList) return true;
  return (
    failure instanceof KubeError &&
    [400, 422].includes(failure.status) &&
    place.version === undefined &&
    place.streamingList
  );
}

/** Answers of a proxy before an API server that is away. */
function isAway(failure: unknown): boolean {
  return (
    failure instanceof KubeError && [502, 503, 504].includes(failure.status)
  );
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
