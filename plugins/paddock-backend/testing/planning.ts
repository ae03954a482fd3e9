import type {
  EffectObject,
  Effects,
  NamespaceSpec,
  SecretSpec,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { ConfigReader } from '@backstage/config';
import { readRequestSettings } from '../src/requests/settings';
import { checkName, checkPath, checkRole } from '../src/vault/canonical';
import { checkPolicyText } from '../src/vault/policyText';
import type { PlanContext } from '../src/requests/plan/context';

export const requestId = '6f1c3c1e-9a55-4a38-9d0c-2f3f7a1b2c3d';
export const ca =
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

const settings = readRequestSettings(
  new ConfigReader({
    paddock: {
      vault: {
        address: 'https://10.0.0.7:8200',
        caFile: '/etc/vault/ca.pem',
        login: { method: 'token', tokenFile: '/run/token' },
        clusters: [
          { name: 'prod-1', authMount: 'kubernetes-prod-1' },
          {
            name: 'eso',
            authMount: 'kubernetes-eso',
            delivery: 'external-secrets',
          },
          {
            name: 'vso',
            authMount: 'kubernetes-vso',
            delivery: 'vault-secrets-operator',
          },
          { name: 'inj', authMount: 'kubernetes-inj', delivery: 'injector' },
          { name: 'own', authMount: 'kubernetes-own', delivery: 'none' },
        ],
      },
    },
  }),
  () => ca,
);

export const context: PlanContext = {
  requestId,
  settings,
  groupName: (_cluster, ref) => `oidc:${ref.split('/')[1]}`,
};
export const withoutVault: PlanContext = {
  ...context,
  settings: { baseline: settings.baseline },
};

const common = {
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: '',
};

export const namespace: NamespaceSpec = {
  kind: 'namespace',
  ...common,
  name: 'payments-dev',
  environment: 'development',
  quota: { cpu: '1500m', memory: '8192Mi', storage: '20Gi', pods: 20 },
  podSecurity: 'restricted',
  members: [{ group: 'group:acme/auditors', role: 'view' }],
};

export const secret: SecretSpec = {
  kind: 'secret',
  ...common,
  namespace: 'payments-dev',
  name: 'db',
  serviceAccount: 'app',
  keys: ['DB_PASSWORD', 'tls.crt'],
};

export const volume: VolumeSpec = {
  kind: 'volume',
  ...common,
  namespace: 'payments-dev',
  name: 'data',
  size: '1.5Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

export const named = ({ kind, metadata }: EffectObject) =>
  `${kind} ${metadata.name}`;
export const find = ({ objects }: Effects, which: string) => {
  const found = objects.find(each => named(each) === which);
  if (!found) throw new Error(`There is no ${which}`);
  return found;
};

/** What Vault's own room would refuse to send is never planned. */
export function expectVaultTakes({ vault }: Effects) {
  for (const effect of vault) {
    switch (effect.type) {
      case 'policy':
        checkName(effect.name);
        checkPolicyText(effect.text, { kvMount: 'secret', prefix: 'paddock' });
        break;
      case 'role':
        checkRole(effect);
        break;
      case 'path':
        checkPath(effect.path);
        break;
      default:
        throw new Error(`Unknown: ${effect satisfies never}`);
    }
  }
}
