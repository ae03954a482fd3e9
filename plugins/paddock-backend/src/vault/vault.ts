import type { VaultEffect } from '@paddock/backstage-plugin-paddock-common';

export type VaultRole = Extract<VaultEffect, { type: 'role' }>;

/** Whether Vault can be used now. Being away is a normal state, not an error. */
export type VaultHealth =
  | { state: 'ready' }
  | { state: 'sealed' }
  /** The server is being built or started; `detail` says how far it is. */
  | { state: 'starting'; detail: string }
  | { state: 'away'; reason: string }
  /** Vault answers, but refuses the portal's login or token. */
  | { state: 'refused'; reason: string };

/** What KV v2 tells of a path without telling a value. Instants are ISO 8601. */
export interface PathMetadata {
  current: number;
  versions: Array<{ version: number; createdAt: string; deletedAt?: string }>;
  owner: Record<string, string>;
}

/**
 * HashiCorp Vault or OpenBao, as the portal. It can write values and cannot read them: there is no call for it here, and
 * the portal's policy does not allow it.
 *
 * Everything throws `VaultAway` while Vault cannot be used (sealed, starting, unreachable, overloaded), and
 * `VaultRefused` with the status and Vault's own sentence for what it refuses. Neither ever carries a value or a token.
 * Names and paths are checked against a canonical form before they are sent; nothing else leaves this room.
 */
export interface Vault {
  /** Asked anew at each call; never throws. */
  health(): Promise<VaultHealth>;
  readPolicy(name: string): Promise<string | undefined>;
  writePolicy(name: string, text: string): Promise<void>;
  deletePolicy(name: string): Promise<void>;
  /** Names that begin with `paddock-`. */
  listPolicies(): Promise<string[]>;
  readRole(mount: string, name: string): Promise<VaultRole | undefined>;
  writeRole(role: VaultRole): Promise<void>;
  deleteRole(mount: string, name: string): Promise<void>;
  /** Names that begin with `paddock-`. */
  listRoles(mount: string): Promise<string[]>;
  readMetadata(mount: string, path: string): Promise<PathMetadata | undefined>;
  writeOwner(
    mount: string,
    path: string,
    owner: Record<string, string>,
  ): Promise<void>;
  /** Destroys all versions and the metadata. */
  destroyPath(mount: string, path: string): Promise<void>;
  /**
   * Writes a new version; with `replaces`, only on top of that version.
   * @throws VaultRefused with status 409 when another version came in between
   */
  writeValue(options: {
    mount: string;
    path: string;
    data: Record<string, string>;
    replaces?: number;
  }): Promise<{ version: number }>;
  /**
   * Logs in as a service account would, and asks what that login may do on these API paths (`secret/data/…`), by
   * `sys/capabilities-self`: no value is read. The login is revoked afterwards.
   * @throws VaultRefused when the login itself is refused
   */
  capabilitiesOf(
    login: { mount: string; role: string; jwt: string },
    paths: string[],
  ): Promise<Record<string, string[]>>;
  stop(): void;
}
