import type {
  EffectObject,
  SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { marked, type PlanContext } from './context';
import type { SecretPlace } from './secretPlace';

/** A store of its own for each secret, which can read nothing else. Source: external-secrets.io, provider HashiCorp Vault. */
export function externalSecrets(
  spec: SecretSpec,
  place: SecretPlace,
  context: Pick<PlanContext, 'requestId'>,
): EffectObject[] {
  const { name, namespace, keys } = spec;
  const { path } = place;
  const version = 'external-secrets.io/v1';
  const at = { name, namespace };
  const remote = (property: string) => ({
    secretKey: property,
    remoteRef: { key: path, property },
  });
  return [
    {
      ...marked(version, 'SecretStore', at, context),
      spec: { provider: { vault: providerOf(spec, place) } },
    },
    {
      ...marked(version, 'ExternalSecret', at, context),
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Delete' },
        ...(keys.length > 0
          ? { data: keys.map(remote) }
          : { dataFrom: [{ extract: { key: path } }] }),
      },
    },
  ];
}

function providerOf(
  { serviceAccount }: SecretSpec,
  { vault, cluster, role }: SecretPlace,
) {
  const kubernetes = {
    mountPath: cluster.authMount,
    role,
    serviceAccountRef: { name: serviceAccount, audiences: [cluster.audience] },
  };
  return {
    server: cluster.address,
    path: vault.kvMount,
    version: 'v2',
    ...(cluster.namespace && { namespace: cluster.namespace }),
    ...(cluster.ca && { caBundle: Buffer.from(cluster.ca).toString('base64') }),
    auth: { kubernetes },
  };
}
