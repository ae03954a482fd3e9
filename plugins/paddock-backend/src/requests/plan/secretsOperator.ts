import type {
  EffectObject,
  SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { marked, type PlanContext } from './context';
import type { SecretPlace } from './secretPlace';

/** By the operator's default connection. Source: the Vault Secrets Operator's API reference. */
export function secretsOperator(
  spec: SecretSpec,
  { vault, cluster, role, path }: SecretPlace,
  context: Pick<PlanContext, 'requestId'>,
): EffectObject[] {
  const { name, namespace, serviceAccount } = spec;
  const version = 'secrets.hashicorp.com/v1beta1';
  const at = { name, namespace };
  const inNamespace = cluster.namespace && { namespace: cluster.namespace };
  return [
    {
      ...marked(version, 'VaultAuth', at, context),
      spec: {
        method: 'kubernetes',
        mount: cluster.authMount,
        ...inNamespace,
        kubernetes: { role, serviceAccount, audiences: [cluster.audience] },
      },
    },
    {
      ...marked(version, 'VaultStaticSecret', at, context),
      spec: {
        vaultAuthRef: name,
        mount: vault.kvMount,
        type: 'kv-v2',
        path,
        ...inNamespace,
        refreshAfter: '1h',
        destination: destinationOf(spec),
      },
    },
  ];
}

function destinationOf({ name, keys }: SecretSpec) {
  // The operator matches them as patterns.
  const includes = keys.map(key => `^${key.replace(/\./g, '\\.')}$`);
  return {
    name,
    create: true,
    transformation: {
      excludeRaw: true,
      ...(includes.length > 0 && { includes }),
    },
  };
}
