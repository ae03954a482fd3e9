import type {
  Amounts,
  EffectObject,
  Effects,
  NamespaceSpec,
  RequestSpec,
  SecretSpec,
  VolumeSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { hashOf } from '../src/requests/plan/hash';
import type { NewRevision } from '../src/requests/store/store';

const cluster = 'local';
const team = 'group:default/team-payments';

/** What a small namespace holds of its team's budget. */
export const sampleAmounts: Amounts = {
  cpuMilli: 1_000,
  memoryBytes: 1_073_741_824,
  storageBytes: 10_737_418_240,
  pods: 10,
};

export const sampleBudget: Amounts = {
  cpuMilli: 100_000,
  memoryBytes: 1e12,
  storageBytes: 1e13,
  pods: 1_000,
};

/** A submission that stays within the budget. */
export const sampleSubmission = {
  amounts: sampleAmounts,
  budget: sampleBudget,
};

export const namespaceSpec = (name: string): NamespaceSpec => ({
  kind: 'namespace',
  cluster,
  team,
  purpose: '',
  name,
  environment: 'development',
  quota: { cpu: '1', memory: '1Gi', storage: '10Gi', pods: 10 },
  podSecurity: 'restricted',
  members: [],
});

export const secretSpec = (namespace: string, name: string): SecretSpec => ({
  kind: 'secret',
  cluster,
  team,
  purpose: '',
  namespace,
  name,
  serviceAccount: 'app',
  keys: [],
});

export const volumeSpec = (namespace: string, name: string): VolumeSpec => ({
  kind: 'volume',
  cluster,
  team,
  purpose: '',
  namespace,
  name,
  size: '1Gi',
  storageClass: 'quick',
  accessMode: 'ReadWriteOnce',
  retain: false,
});

const marked = (
  id: string,
  { apiVersion, kind, metadata, ...rest }: EffectObject,
): EffectObject => ({
  apiVersion,
  kind,
  metadata: {
    ...metadata,
    labels: {
      ...metadata.labels,
      'paddock.internal/request': id,
      'app.kubernetes.io/managed-by': 'paddock',
    },
  },
  ...rest,
});

const agentConfig = ({ name, namespace }: SecretSpec): EffectObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `${name}-vault-agent`, namespace },
  data: { 'agent.json': '{}' },
});

const claim = (spec: VolumeSpec): EffectObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: spec.name, namespace: spec.namespace },
  spec: {
    accessModes: [spec.accessMode],
    storageClassName: spec.storageClass,
    resources: { requests: { storage: spec.size } },
  },
});

/** Effects of the usual form, small enough to be read in a test. */
export function sampleEffects(id: string, spec: RequestSpec): Effects {
  switch (spec.kind) {
    case 'namespace':
      return {
        objects: namespaceObjects(spec).map(each => marked(id, each)),
        vault: vaultOf(id, {
          name: `paddock-ns.${cluster}.${spec.name}`,
          path: `paddock/${cluster}/${spec.name}/shared`,
          namespace: spec.name,
          serviceAccount: 'app',
        }),
      };
    case 'secret':
      return {
        objects: [marked(id, agentConfig(spec))],
        vault: vaultOf(id, {
          ...spec,
          name: `paddock-app.${cluster}.${spec.namespace}.${spec.name}`,
          path: `paddock/${cluster}/${spec.namespace}/apps/${spec.name}`,
        }),
      };
    case 'volume':
      return { objects: [marked(id, claim(spec))], vault: [] };
    default:
      throw new Error(`Unknown kind: ${spec satisfies never}`);
  }
}

function namespaceObjects({ name, quota }: NamespaceSpec): EffectObject[] {
  const within = (each: string) => ({ name: each, namespace: name });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'paddock.internal/team': 'team-payments',
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: within('defaults'),
      spec: {
        limits: [
          {
            type: 'Container',
            default: { cpu: '0.2', memory: '128Mi' },
            defaultRequest: { cpu: '50m', memory: '64Mi' },
          },
        ],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: within('budget'),
      spec: {
        hard: {
          'requests.cpu': quota.cpu,
          'requests.memory': quota.memory,
          pods: `${quota.pods}`,
        },
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: within('default-deny'),
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: within('allow-dns'),
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
      },
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: within('team'),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
      subjects: [
        {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Group',
          name: 'team-payments',
        },
      ],
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: within('app'),
      automountServiceAccountToken: false,
    },
  ];
}

function vaultOf(
  id: string,
  of: { name: string; path: string; namespace: string; serviceAccount: string },
): Effects['vault'] {
  const { name, path, namespace, serviceAccount } = of;
  const rule = (end: string) =>
    `path "secret/${end}/${path}" {\n  capabilities = ["read"]\n}\n`;
  return [
    {
      type: 'policy',
      name,
      text: `# paddock.internal/request: ${id}\n${rule('data')}${rule(
        'metadata',
      )}`,
    },
    {
      type: 'role',
      mount: 'kubernetes-local',
      name,
      serviceAccount,
      namespace,
      policies: [name],
      audience: 'vault',
      ttlSeconds: 900,
    },
    {
      type: 'path',
      mount: 'secret',
      path,
      owner: { request: id, team },
    },
  ];
}

/** A first revision that the rules let pass by themselves. */
export function sampleRevision(
  id: string,
  spec: RequestSpec,
  effects: Effects = sampleEffects(id, spec),
): NewRevision {
  return {
    requestId: id,
    spec,
    effects,
    verdict: { say: 'automatic', because: 'It is small.' },
    dryRun: [],
    hash: hashOf(spec, effects),
    by: 'user:default/ben',
  };
}
