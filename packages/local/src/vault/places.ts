import { join } from 'node:path';

/** Where the platform's Vault-compatible server keeps what it needs: absolute paths in the state folder. */
export interface VaultPlaces {
  folder: string;
  /** Encrypted by the server; of no use without the unseal key. */
  data: string;
  config: string;
  /** The unseal key and the root token: readable by their owner alone. */
  keys: string;
  auditLog: string;
  /** One line while the server is being built or started, or why it could not be; gone once it serves. */
  starting: string;
  /** The portal's AppRole: readable by its owner alone. */
  roleId: string;
  secretId: string;
}

export function vaultPlaces(state: string): VaultPlaces {
  const folder = join(state, 'vault');
  const portal = join(state, 'portal');
  return {
    folder,
    data: join(folder, 'data'),
    config: join(folder, 'server.json'),
    keys: join(folder, 'keys.json'),
    auditLog: join(folder, 'audit.log'),
    starting: join(folder, 'starting'),
    roleId: join(portal, 'vault-role-id'),
    secretId: join(portal, 'vault-secret-id'),
  };
}
