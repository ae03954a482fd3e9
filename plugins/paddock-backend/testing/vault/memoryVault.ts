import { VaultAway, VaultRefused } from '../../src/vault/errors';
import type {
  PathMetadata,
  Vault,
  VaultHealth,
  VaultRole,
} from '../../src/vault/vault';

export interface MemoryVault extends Vault {
  readonly policies: Map<string, string>;
  readonly roles: Map<string, VaultRole>;
  readonly paths: Map<string, PathMetadata>;
  /** How it answers; only `ready` does anything else. */
  state: VaultHealth;
  /** What has been written, oldest first. */
  readonly writes: string[];
  /** What every login may do, whatever the policies say. */
  allows?: (path: string) => string[];
}

/** A Vault in memory: policies, roles and paths without their values. Its logins may do what the role's policies say. */
export function createMemoryVault(): MemoryVault {
  const policies = new Map<string, string>();
  const roles = new Map<string, VaultRole>();
  const paths = new Map<string, PathMetadata>();
  const writes: string[] = [];
  const now: Pick<MemoryVault, 'state' | 'allows'> = {
    state: { state: 'ready' },
  };

  function ready<T>(answer: () => T): T {
    if (now.state.state !== 'ready') throw new VaultAway(now.state.state);
    return answer();
  }
  function write(what: string, change: () => unknown): void {
    ready(change);
    writes.push(what);
  }
  const capabilities = (role: VaultRole, path: string) =>
    role.policies.some(name => policies.get(name)?.includes(`path "${path}" `))
      ? ['read']
      : ['deny'];

  return Object.assign(now, {
    policies,
    roles,
    paths,
    writes,
    health: async () => now.state,
    readPolicy: async name => ready(() => policies.get(name)),
    writePolicy: async (name, text) =>
      write(`policy ${name}`, () => policies.set(name, text)),
    deletePolicy: async name =>
      write(`delete policy ${name}`, () => policies.delete(name)),
    listPolicies: async () => ready(() => [...policies.keys()]),
    readRole: async (mount, name) => ready(() => roles.get(`${mount}/${name}`)),
    writeRole: async role =>
      write(`role ${role.name}`, () =>
        roles.set(`${role.mount}/${role.name}`, role),
      ),
    deleteRole: async (mount, name) =>
      write(`delete role ${name}`, () => roles.delete(`${mount}/${name}`)),
    listRoles: async () =>
      ready(() => [...roles.values()].map(({ name }) => name)),
    readMetadata: async (mount, path) =>
      ready(() => paths.get(`${mount}/${path}`)),
    writeOwner: async (mount, path, owner) =>
      write(`path ${path}`, () =>
        paths.set(`${mount}/${path}`, { current: 0, versions: [], owner }),
      ),
    destroyPath: async (mount, path) =>
      write(`destroy ${path}`, () => paths.delete(`${mount}/${path}`)),
    writeValue: async () => ready(() => ({ version: 1 })),
    capabilitiesOf: async ({ mount, role }, asked) =>
      ready(() => {
        const found = roles.get(`${mount}/${role}`);
        if (!found) throw new VaultRefused(400, `invalid role name "${role}"`);
        const may = now.allows ?? (path => capabilities(found, path));
        return Object.fromEntries(asked.map(path => [path, may(path)]));
      }),
    stop: () => {},
  } satisfies Omit<MemoryVault, 'state' | 'allows'>);
}
