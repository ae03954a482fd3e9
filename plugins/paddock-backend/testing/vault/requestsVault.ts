import { VaultAway, VaultRefused } from '../../src/vault/errors';
import type { Vault, VaultHealth } from '../../src/vault/vault';

/** A Vault in memory, as far as whoever writes values asks it. */
export interface RequestsVault
  extends Pick<Vault, 'health' | 'readMetadata' | 'writeValue'> {
  /** Every version that was written, by mount and path. */
  values: Map<string, Array<Record<string, string>>>;
  state: VaultHealth;
}

export function createRequestsVault(): RequestsVault {
  const vault: RequestsVault = {
    values: new Map(),
    state: { state: 'ready' },
    health: async () => vault.state,
    async readMetadata(mount, path) {
      assertReady(vault);
      const written = vault.values.get(`${mount}/${path}`) ?? [];
      return {
        current: written.length,
        versions: written.map((_, at) => ({
          version: at + 1,
          createdAt: '2026-01-01T00:00:00Z',
        })),
        owner: {},
      };
    },
    async writeValue({ mount, path, data, replaces }) {
      assertReady(vault);
      const written = vault.values.get(`${mount}/${path}`) ?? [];
      if (replaces !== undefined && replaces !== written.length) {
        throw new VaultRefused(409, 'check-and-set did not match');
      }
      vault.values.set(`${mount}/${path}`, [...written, data]);
      return { version: written.length + 1 };
    },
  };
  return vault;
}

function assertReady({ state }: RequestsVault) {
  if (state.state !== 'ready') throw new VaultAway('it is sealed');
}
