import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import type { KubeObject } from '../../../packages/local/src/cluster/api.ts';
import { until } from './watching.ts';

const rbac = 'rbac.authorization.k8s.io';

const allow = (apiGroups: string, resources: string, verbs: string) => ({
  apiGroups: [apiGroups],
  resources: resources.split(' '),
  verbs: verbs.split(' '),
});

export interface RightsIn {
  namespace: string;
  /** A ClusterRole that Kubernetes brings, or rules of a Role; absent for none at all. */
  role?: string;
  rules?: object[];
}

/** What ben may do, by namespace. */
export const rightsOfBen: RightsIn[] = [
  { namespace: 'may-nothing' },
  { namespace: 'may-view', role: 'view' },
  { namespace: 'may-edit', role: 'edit' },
  { namespace: 'may-administer', role: 'admin' },
  {
    namespace: 'may-get-and-list',
    rules: [
      allow('', 'pods', 'get list'),
      allow('apps', 'deployments replicasets', 'get list'),
    ],
  },
  {
    namespace: 'may-restart-only',
    rules: [allow('apps', 'deployments', 'get patch')],
  },
  {
    namespace: 'may-scale-and-exec',
    rules: [
      allow('apps', 'deployments', 'get'),
      allow('apps', 'deployments/scale', 'patch'),
      allow('', 'pods/exec', 'create'),
      allow('', 'pods/log', 'get'),
    ],
  },
];

/** The namespace with ben's rights in it, and a Deployment `api` of two revisions. */
export async function makeNamespace(
  { api }: Cluster,
  { namespace, role, rules }: RightsIn,
) {
  await api.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const inIt = { name: 'ben', namespace };
  const objects: KubeObject[] = [deployment(namespace)];
  if (rules) {
    const apiVersion = `${rbac}/v1`;
    objects.push({ apiVersion, kind: 'Role', metadata: inIt, rules });
  }
  if (role || rules) {
    objects.push({
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: inIt,
      roleRef: {
        apiGroup: rbac,
        kind: role ? 'ClusterRole' : 'Role',
        name: role ?? 'ben',
      },
      subjects: [{ apiGroup: rbac, kind: 'User', name: 'ben@paddock.example' }],
    });
  }
  await Promise.all(objects.map(api.apply));
  // A second revision, so that there is one to roll back to.
  const path = `/apis/apps/v1/namespaces/${namespace}`;
  const sets = async () =>
    (await api.get<{ items: object[] }>(`${path}/replicasets`)).items.length;
  await until('there is a revision', async () => (await sets()) === 1);
  const annotations = { changed: 'once' };
  await api.patch(`${path}/deployments/api`, {
    spec: { template: { metadata: { annotations } } },
  });
  await until('there are two', async () => (await sets()) === 2);
}

const deployment = (namespace: string): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace },
  spec: {
    selector: { matchLabels: { app: 'api' } },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
});
