import { type Delays, doubled } from '../../backoff';
import { LoginRefused, type VaultAway } from '../errors';

/** For so long nobody tries to log in after a failure. */
const delays: Record<'refused' | 'away', Delays> = {
  refused: [1_000, 60_000],
  away: [100, 2_000],
};
/** What Vault may ask for at most. Milliseconds. */
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Keeps failed logins from becoming a storm. */
export interface Backoff {
  /** @throws the last failure, while it is too early for another login with these credentials */
  check(fingerprint: string): void;
  failed(error: VaultAway, fingerprint: string): void;
  reset(): void;
}

export function createBackoff(): Backoff {
  let failures = 0;
  let last:
    | { error: VaultAway; fingerprint: string; until: number }
    | undefined;

  return {
    check(fingerprint) {
      if (!last || performance.now() >= last.until) return;
      // What was refused may be mended by another credential; what is away is away for all.
      const mended =
        last.error instanceof LoginRefused && last.fingerprint !== fingerprint;
      if (!mended) throw last.error;
    },
    failed(error, fingerprint) {
      const kind = error instanceof LoginRefused ? 'refused' : 'away';
      const pause = doubled(delays[kind], failures);
      failures += 1;
      const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
      last = {
        error,
        fingerprint,
        until: performance.now() + Math.max(pause, asked),
      };
    },
    reset() {
      failures = 0;
      last = undefined;
    },
  };
}
