import type { SecretSpec } from '@paddock/backstage-plugin-paddock-common';
import type { ClusterVault, PlanVault } from '../settings/readVault';
import { type PlanContext, vaultOf } from './context';
import { pathIn } from './vaultEffects';

/** Where a secret is, for whatever delivers it. */
export interface SecretPlace {
  vault: PlanVault;
  cluster: ClusterVault;
  /** Of policy and role. */
  role: string;
  /** Without the mount. */
  path: string;
}

/** Undefined where no Vault is set up for the cluster. */
export function placeOf(
  spec: SecretSpec,
  settings: PlanContext['settings'],
): SecretPlace | undefined {
  const { vault } = settings;
  const cluster = vaultOf({ settings }, spec.cluster);
  if (!vault || !cluster) return undefined;
  const { namespace, name } = spec;
  return {
    vault,
    cluster,
    role: `paddock-app.${cluster.pathName}.${namespace}.${name}`,
    path: pathIn(vault, cluster, namespace, 'apps', name),
  };
}
