import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  EffectObject,
  Effects,
} from '@paddock/backstage-plugin-paddock-common';

/** How the pods of one cluster reach Vault, from `paddock.vault`. */
interface ClusterDelivery {
  /** As pods call it. */
  address: string;
  delivery: string;
  agentImage: string;
  /** Of Vault Enterprise or OpenBao. */
  namespace?: string;
}

/** By the cluster's name. */
export type Deliveries = ReadonlyMap<string, ClusterDelivery>;

/** Reads `paddock.vault` as far as it concerns the manifest of a workload; the defaults are the backend's. */
export function readDeliveries(config: Config): Deliveries {
  const vault = config.getOptionalConfig('paddock.vault');
  const clusters = vault?.getOptionalConfigArray('clusters') ?? [];
  return new Map(
    clusters.map(each => [
      each.getString('name'),
      {
        address:
          each.getOptionalString('address') ??
          config.getString('paddock.vault.address'),
        delivery: each.getOptionalString('delivery') ?? 'agent',
        agentImage:
          each.getOptionalString('agentImage') ?? 'hashicorp/vault:1.21',
        namespace: vault?.getOptionalString('namespace'),
      },
    ]),
  );
}

/**
 * What the manifest of a workload has to say so that its pods get the secret, as flat text for templates. `by` is
 * `agent` (an init container that works with the ConfigMap `config`), `injector` (annotations), `operator` (the Secret
 * `secret`) or `none` (the app logs in by itself).
 */
export function deliveryOf(
  { objects, vault }: Effects,
  { deliveries, cluster }: { deliveries: Deliveries; cluster: string },
): Record<string, string> {
  const secret = objects.map(secretMadeBy).find(each => each);
  if (secret) return { by: 'operator', secret };

  const role = vault.find(each => each.type === 'role');
  const path = vault.find(each => each.type === 'path');
  const reach = deliveries.get(cluster);
  if (!role || !path || !reach) {
    throw new InputError(
      `The portal does not say how pods of ${cluster} read from Vault. An administrator sets it up under paddock.vault in the configuration.`,
    );
  }
  const config = objects.find(({ kind }) => kind === 'ConfigMap');
  return {
    ...(config
      ? { by: 'agent', config: config.metadata.name, image: reach.agentImage }
      : { by: reach.delivery === 'injector' ? 'injector' : 'none' }),
    address: reach.address,
    port: portOf(reach.address),
    ...(reach.namespace && { namespace: reach.namespace }),
    authMount: role.mount,
    role: role.name,
    audience: role.audience,
    path: `${path.mount}/data/${path.path}`,
  };
}

function portOf(address: string): string {
  const { port, protocol } = new URL(address);
  return port || (protocol === 'http:' ? '80' : '443');
}

/** Name of the Secret that External Secrets or the Vault Secrets Operator makes of this object. */
function secretMadeBy({ kind, spec }: EffectObject): string | undefined {
  const { target, destination } = (spec ?? {}) as {
    target?: { name?: string };
    destination?: { name?: string };
  };
  if (kind === 'ExternalSecret') return target?.name;
  if (kind === 'VaultStaticSecret') return destination?.name;
  return undefined;
}
