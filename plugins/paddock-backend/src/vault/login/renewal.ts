import type { Connection } from '../connection';
import { LoginRefused } from '../errors';
import { grantOf, renewCall, type Grant } from './login';

/** A token, while it is held. */
export interface Lasting extends Grant {
  /** Of `performance.now()`: it does not matter which clock is wrong. */
  endsAt: number;
}

export interface RenewalParts {
  send: Connection['send'];
  /** Called once when it is better to log in again than to go on with this token. */
  onEnd(): void;
}

const DAY_MS = 24 * 3600 * 1000;
const RETRY_MS = 5_000;

/**
 * Renews a token after two thirds of its life, again and again, writing into it how long it lasts. Returns its stop.
 */
export function startRenewal(
  held: Lasting,
  { send, onEnd }: RenewalParts,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function wait(ms: number) {
    timer = setTimeout(renew, Math.min(Math.max(ms, 1_000), DAY_MS));
    timer.unref();
  }

  async function renew(): Promise<void> {
    if (!held.renewable) {
      onEnd();
      return;
    }
    const asked = performance.now();
    try {
      const { seconds } = await grantOf({ send }, renewCall(held.token));
      if (stopped) return;
      held.endsAt = endOf(asked, seconds);
      // Near a token's longest life a renewal gives ever less.
      if (seconds < held.seconds / 2) onEnd();
      else wait(twoThirds(seconds));
    } catch (error) {
      if (stopped) return;
      if (error instanceof LoginRefused) onEnd();
      else wait(RETRY_MS);
    }
  }

  if (held.seconds > 0) wait(twoThirds(held.seconds));
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const twoThirds = (seconds: number) => (seconds * 2_000) / 3;

/** When a token ends that lasts so long from when it was asked for; Infinity where it does not. */
export const endOf = (askedAt: number, seconds: number) =>
  seconds === 0 ? Infinity : askedAt + seconds * 1_000;
