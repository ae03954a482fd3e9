import type { LoggerService } from '@backstage/backend-plugin-api';
import { createBackoff } from './backoff';
import type { Connection } from '../connection';
import { LoginRefused, VaultAway } from '../errors';
import type { Login } from './login';
import { endOf, startRenewal, type Lasting } from './renewal';

/** The portal's token. */
export interface HeldToken {
  readonly token: string;
}

interface Held extends Lasting {
  fingerprint: string;
  /** Vault has accepted it at least once. */
  proven: boolean;
}

export interface TokenHolder {
  /** @throws LoginRefused, VaultAway */
  current(): Promise<HeldToken>;
  /** Vault has accepted it. */
  proven(held: HeldToken): void;
  /** Vault does not accept it: the next one who asks logs in, unless somebody else has already. */
  refused(held: HeldToken): void;
  stop(): Promise<void>;
}

export interface TokenParts {
  login: Login;
  send: Connection['send'];
  logger: LoggerService;
}

/** Logs in once for all who ask at the same time, and keeps the token alive. */
export function holdToken({ login, send, logger }: TokenParts): TokenHolder {
  const backOff = createBackoff();
  let held: Held | undefined;
  let loggingIn: Promise<Held> | undefined;
  let stopRenewal = () => {};
  let stopped = false;

  async function logIn(): Promise<Held> {
    const credentials = await login.read();
    const { fingerprint } = credentials;
    backOff.check(fingerprint);
    const asked = performance.now();
    try {
      const grant = await login.logIn(credentials);
      const endsAt = endOf(asked, grant.seconds);
      logger.debug('Vault has accepted the login of the portal');
      return keep({ ...grant, fingerprint, endsAt, proven: false });
    } catch (error) {
      if (error instanceof VaultAway) backOff.failed(error, fingerprint);
      throw error;
    }
  }

  function keep(mine: Held): Held {
    forget();
    held = mine;
    const onEnd = () => {
      // A token that was given lasts as long as it lasts: there is no other.
      if (held === mine && !login.given) forget();
    };
    if (!stopped) stopRenewal = startRenewal(mine, { send, onEnd });
    return mine;
  }

  function forget() {
    held = undefined;
    stopRenewal();
  }

  /** For a token that is its file: whether another one is in it now. */
  const isReplaced = async ({ fingerprint }: Held) =>
    login.given && (await login.read()).fingerprint !== fingerprint;

  return {
    async current() {
      if (stopped) throw new VaultAway('The portal is stopping');
      const mine = held;
      const lasts = mine && performance.now() < mine.endsAt;
      if (lasts && !(await isReplaced(mine))) return mine;
      loggingIn ??= logIn().finally(() => {
        loggingIn = undefined;
      });
      return loggingIn;
    },
    proven(token) {
      if (token !== held || held.proven) return;
      held.proven = true;
      backOff.reset();
    },
    refused(token) {
      if (token !== held) return;
      const { proven, fingerprint } = held;
      forget();
      if (!proven) backOff.failed(notAccepted(), fingerprint);
    },
    async stop() {
      stopped = true;
      await loggingIn?.catch(() => {});
      const mine = held;
      forget();
      if (mine && !login.given) await revoke(send, mine.token);
    },
  };
}

/** A token that is refused right after the login that gave it. */
export const notAccepted = () =>
  new LoginRefused('it does not accept the token that it has just given');

/** Ends a token that is no longer needed; one that cannot be ended now ends by itself. */
export async function revoke(
  send: Connection['send'],
  token: string,
): Promise<void> {
  const path = 'auth/token/revoke-self';
  await send({ method: 'POST', path, body: {}, token }).catch(
    (error: unknown) => {
      if (!(error instanceof VaultAway)) throw error;
    },
  );
}
