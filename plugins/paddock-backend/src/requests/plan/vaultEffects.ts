import type { VaultEffect } from '@paddock/backstage-plugin-paddock-common';
import type { ClusterVault, PlanVault } from '../settings/readVault';
import type { PlanContext } from './context';

/** Somewhere in Vault, and whose pods may read it. */
export interface Access {
  /** Of policy and role. */
  name: string;
  /** Without the mount. */
  path: string;
  serviceAccount: string;
  namespace: string;
  /** Catalog ref. */
  team: string;
}

/** Below the prefix, everything has its own place by cluster and namespace. */
export const pathIn = (
  { prefix }: Pick<PlanVault, 'prefix'>,
  { pathName }: Pick<ClusterVault, 'pathName'>,
  ...rest: string[]
): string => [prefix, pathName, ...rest].join('/');

/**
 * A path, a policy that reads exactly it, and a role that gives the policy to exactly one service account. The path
 * comes first: what says whose it is stands before anybody may read it.
 */
export function vaultEffects(
  access: Access,
  vault: PlanVault,
  {
    cluster,
    requestId,
  }: { cluster: ClusterVault } & Pick<PlanContext, 'requestId'>,
): VaultEffect[] {
  const { name, path, serviceAccount, namespace, team } = access;
  const mount = vault.kvMount;
  return [
    {
      type: 'path',
      mount,
      path,
      owner: { request: requestId, team },
    },
    { type: 'policy', name, text: policyText(mount, path, requestId) },
    {
      type: 'role',
      mount: cluster.authMount,
      name,
      serviceAccount,
      namespace,
      policies: [name],
      audience: cluster.audience,
      ttlSeconds: cluster.tokenSeconds,
    },
  ];
}

/** HCL. Every part of the path is canonical: nothing in it is a pattern, or ends the text. */
function policyText(mount: string, path: string, requestId: string): string {
  const rules = ['data', 'metadata'].map(
    kind => `path "${mount}/${kind}/${path}" {\n  capabilities = ["read"]\n}\n`,
  );
  return [`# paddock.internal/request: ${requestId}\n`, ...rules].join('');
}
