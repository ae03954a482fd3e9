import type {
  KubeApi,
  KubeObject,
} from '../../../packages/local/src/cluster/api.ts';
import { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

const image = 'registry.example/app:1';

const template = (app: string) => ({
  metadata: { labels: { app, 'backstage.io/kubernetes-id': app } },
  spec: { containers: [{ name: 'app', image }] },
});

const specs: Record<string, (app: string, random: Random) => object> = {
  Pod: app => ({ spec: template(app).spec }),
  Deployment: (app, random) => ({
    spec: {
      replicas: random.below(3),
      selector: { matchLabels: { app } },
      template: template(app),
    },
  }),
  StatefulSet: (app, random) => ({
    spec: {
      replicas: random.below(3),
      serviceName: app,
      selector: { matchLabels: { app } },
      template: template(app),
    },
  }),
  DaemonSet: app => ({
    spec: { selector: { matchLabels: { app } }, template: template(app) },
  }),
  Role: () => ({ rules: [] }),
  ClusterRole: () => ({ rules: [] }),
  RoleBinding: () => bindingTo('view'),
  ClusterRoleBinding: () => bindingTo('view'),
};

const rbac = 'rbac.authorization.k8s.io';

const bindingTo = (name: string) => ({
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
  subjects: [],
});

function versionOf(kind: string) {
  if (kind === 'Pod') return 'v1';
  return kind.includes('Role') ? `${rbac}/v1` : 'apps/v1';
}

const isClusterScoped = (kind: string) => kind.startsWith('Cluster');

function objectOf(kind: string, name: string, random: Random): KubeObject {
  const namespace = random.pick(['payments', 'storefront']);
  return {
    apiVersion: versionOf(kind),
    kind,
    metadata: {
      name,
      ...(isClusterScoped(kind) ? {} : { namespace }),
      labels: { app: name, 'backstage.io/kubernetes-id': name },
    },
    ...specs[kind]!(name, random),
  };
}

/** Any of the changes that do not make the object another one. */
function changeOf(kind: string, random: Random): object {
  const labels = { touched: String(random.below(1_000)) };
  const scales = kind === 'Deployment' || kind === 'StatefulSet';
  const rolls = scales || kind === 'DaemonSet';
  switch (random.below(3)) {
    case 0:
      if (scales) return { spec: { replicas: random.below(4) } };
      break;
    case 1:
      if (rolls) return { spec: { template: { metadata: { labels } } } };
      break;
    default:
  }
  return { metadata: { labels } };
}

/** Creates, changes and deletes objects of every kind, one after the other. */
export async function churn(
  api: KubeApi,
  random: Random,
  steps: number,
): Promise<void> {
  const kinds = Object.keys(specs);
  const present: KubeObject[] = [];
  for (let step = 0; step < steps; step += 1) {
    const at = random.below(present.length + 1);
    const object = present[at];
    // The first of each kind stays.
    if (!object || step < kinds.length) {
      const kind = kinds[step] ?? random.pick(kinds);
      const made = objectOf(kind, `random-${step}`, random);
      const path = await api.pathOf(made);
      await api.create(path.slice(0, path.lastIndexOf('/')), made);
      present.push(made);
    } else if (at >= kinds.length && random.below(3) === 0) {
      await api.delete(await api.pathOf(object));
      present.splice(at, 1);
    } else {
      await api.patch(await api.pathOf(object), changeOf(object.kind, random));
    }
  }
}
