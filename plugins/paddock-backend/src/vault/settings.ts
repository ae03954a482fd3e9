/** How the portal logs in. Mounts are paths below `auth/`, without slashes at the ends; files hold one line each. */
export type VaultLogin =
  /** The file is read again before each use, so its token may be replaced at any time. */
  | { method: 'token'; tokenFile: string }
  /** With the JWT of the portal's own service account. */
  | { method: 'kubernetes'; mount: string; role: string; jwtFile: string }
  | {
      method: 'appRole';
      mount: string;
      roleIdFile: string;
      secretIdFile: string;
      /** The secret id's file holds a response-wrapping token, which is opened once. */
      wrapped?: {
        /** Name of the portal's AppRole role; the token must have been made for its secret id. */
        role: string;
      };
    };

/** The part of `paddock.vault` that the portal itself speaks with Vault by. All files are absolute paths. */
export interface VaultSettings {
  /** `https://vault.example.com:8200`: no path. Plain http only to this machine, or with `insecure`. */
  address: string;
  /** PEM; read again when it changes. Without it, the authorities of Node.js hold. */
  caFile?: string;
  /** Allows plain http to other machines: everything, values included, is then readable on the way. */
  insecure?: boolean;
  /** Namespace of Vault Enterprise or OpenBao, e.g. `teams/platform`. */
  namespace?: string;
  /** The KV version 2 mount. */
  kvMount: string;
  /** The path in that mount below which the portal works. */
  prefix: string;
  /** The Kubernetes auth mounts of the clusters; roles are written in no other. */
  authMounts: string[];
  login: VaultLogin;
  /** For one whole answer. Default 10 s. */
  timeoutMs?: number;
  /** A file that is there while the server is being built or started; its first line says how far it is. */
  startingFile?: string;
}
