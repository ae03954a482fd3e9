import { backoff } from '../../backoff';
import { isAbsent } from './absent';
import { KubeError, Misconfigured, Unreachable } from '../connection/errors';
import { NoStreamingList, Restored } from './follow';
import type { Recovery } from './recovery';
import { learn, type Round } from './resync';

export interface Waits extends Recovery {
  sleep(ms: number): Promise<void>;
}

/** A watch that is refused this often in a row may be refused because of where it starts. */
const RESYNC_AFTER = 3;
const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * What follows the end of a round: says how fresh the picture is now, and returns
 * when the next round should begin. `failure` is undefined when the server
 * ended the watch as it does from time to time.
 */
export async function retry(round: Round, failure: unknown, waits: Waits) {
  const { freshness, timing, signal } = round;
  const attempt = round.attempt++;
  const pause = () => waits.sleep(backoff(timing.backoff, attempt));

  if (failure === undefined) {
    freshness.uncertain('The watch ended');
    if (attempt > 0) await pause();
    return;
  }
  if (failure instanceof Restored) return;
  if (isUnknownRequest(round, failure)) {
    round.streamingList = false;
    return;
  }
  if (failure instanceof Misconfigured) {
    freshness.refused(failure.message);
    await waits.sleep(backoff(timing.refused, attempt));
    return;
  }
  if (failure instanceof Unreachable || isAway(failure)) {
    await waitForCluster(round, failure as Error, { ...waits, attempt });
    return;
  }
  if (await isAbsent(round, failure)) {
    await waitForKind(round, waits);
    return;
  }
  if (failure instanceof KubeError) {
    await backOff(round, failure, { ...waits, attempt });
    return;
  }
  freshness.stale(wordsOf(failure));
  if (attempt >= RESYNC_AFTER) learn(round, { what: 'forgotten' });
  if (!signal.aborted) await pause();
}

/** The cluster is away, or the connection to it broke. */
async function waitForCluster(
  round: Round,
  failure: Error,
  waits: Waits & { attempt: number },
) {
  const { freshness, timing, signal } = round;
  learn(round, { what: 'connection-lost' });
  // A watch that breaks is opened again at once; only if that fails is the cluster away.
  if (failure instanceof Unreachable && failure.midway && waits.attempt === 0) {
    freshness.uncertain(failure.message);
    return;
  }
  freshness.stale(`The cluster cannot be reached: ${failure.message}`);
  await waits.wait(signal);
  const flapping = waits.attempt > RESYNC_AFTER;
  await waits.sleep(
    flapping ? backoff(timing.backoff, waits.attempt) : Math.random() * 50,
  );
}

/** The cluster does not have this kind: that is a whole picture, too, and may change. */
async function waitForKind(round: Round, { sleep }: Waits) {
  const { freshness, cache, timing } = round;
  cache.keepOnly(new Set());
  learn(round, { what: 'forgotten' });
  round.attempt = 0;
  freshness.live();
  await sleep(timing.absent * (0.75 + Math.random() / 4));
}

/** The API server has answered, and has a reason to refuse. */
async function backOff(
  round: Round,
  failure: KubeError,
  { sleep, attempt }: Waits & { attempt: number },
) {
  const { freshness, timing } = round;
  switch (failure.status) {
    case 410:
      learn(round, { what: 'forgotten' });
      freshness.uncertain('The cluster has forgotten where the watch was');
      if (round.forgotten > 0) {
        await sleep(backoff(timing.backoff, round.forgotten));
      }
      round.forgotten += 1;
      return;
    case 401:
    case 403:
    case 404:
      freshness.refused(failure.message);
      await sleep(backoff(timing.refused, attempt));
      return;
    case 429:
      freshness.uncertain('The cluster is busy');
      await sleep(
        Math.min(
          failure.retryAfterMs ?? backoff(timing.backoff, attempt),
          LONGEST_RETRY_AFTER_MS,
        ),
      );
      return;
    default:
      freshness.stale(failure.message);
      if (attempt >= RESYNC_AFTER) learn(round, { what: 'forgotten' });
      await sleep(backoff(timing.backoff, attempt));
  }
}

/** 400 and 422 are how servers refuse parameters that they do not know or do not have enabled. */
function isUnknownRequest(round: Round, failure: unknown): boolean {
  if (failure instanceof NoStreamingList) return true;
  return (
    failure instanceof KubeError &&
    [400, 422].includes(failure.status) &&
    !('version' in round.resumePoint) &&
    round.streamingList
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
