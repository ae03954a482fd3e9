/**
 * Vault cannot be used now, and may be later without anybody changing the request: sealed, starting, unreachable,
 * overloaded, a mount that is gone, a login of the portal that is not accepted. `Vault.health` says which.
 */
export class VaultAway extends Error {
  /** As long as Vault asks to be left alone, where it does. */
  readonly retryAfterMs?: number;

  constructor(reason: string, retryAfterMs?: number) {
    super(reason);
    this.name = 'VaultAway';
    this.retryAfterMs = retryAfterMs;
  }
}

export class VaultSealed extends VaultAway {}

/** The portal's own login or token is not accepted. A kind of being away: it passes once somebody mends the login. */
export class LoginRefused extends VaultAway {}

/** Vault answers, and does not do it; or the portal does not even ask (422). */
export class VaultRefused extends Error {
  /** As Vault answered; 409 where a version was in between, 422 for what the portal never sends. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'VaultRefused';
    this.status = status;
  }
}
