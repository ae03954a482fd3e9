import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { FakeApiServer } from './serving';
import { startFakeApiServer } from './fakeApiServer';

const plurals: Record<string, string> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  ReplicaSet: 'replicasets',
  Job: 'jobs',
  CronJob: 'cronjobs',
  Pod: 'pods',
};

const fixtures = join(__dirname, '..', 'situations');

/** Puts the objects of a recorded situation into a namespace, as a component of its own. */
export function putSituation(
  { store }: FakeApiServer,
  name: string,
  to: { namespace: string; component: string },
) {
  const text = readFileSync(join(fixtures, `${name}.yaml`), 'utf8')
    .replaceAll('payments-api', to.component)
    .replaceAll('namespace: payments', `namespace: ${to.namespace}`)
    .replaceAll(/uid: (.*)/g, `uid: ${to.component}-$1`);
  for (const document of parseAllDocuments(text)) {
    const object = document.toJS();
    store.put(plurals[object.kind]!, object);
  }
}

const bindingOf = (namespace: string) => ({
  metadata: { name: `team-${namespace}`, namespace },
});

/** Gives a team, or takes from it, the rights in the namespace of its name. */
export const rights = {
  grant: ({ store }: FakeApiServer, namespace: string) =>
    store.put('rolebindings', bindingOf(namespace)),
  revoke: ({ store }: FakeApiServer, namespace: string) =>
    store.remove('rolebindings', `team-${namespace}`, namespace),
};

/**
 * A cluster with two teams, whose RBAC is: a RoleBinding `team-X` in the namespace X
 * lets the group `team-X` read there; `platform-admins` read everything.
 */
export async function startSampleCluster(): Promise<FakeApiServer> {
  const server = await startFakeApiServer();
  for (const namespace of ['payments', 'storefront']) {
    rights.grant(server, namespace);
  }
  server.allows = ({ groups, resourceAttributes }) => {
    const { namespace } = resourceAttributes;
    if (groups.includes('platform-admins')) return true;
    return (
      namespace !== undefined &&
      groups.includes(`team-${namespace}`) &&
      server.store.get('rolebindings', `team-${namespace}`, namespace) !==
        undefined
    );
  };
  putSituation(server, 'deployment-settled', {
    namespace: 'payments',
    component: 'payments-api',
  });
  putSituation(server, 'deployment-image-unknown', {
    namespace: 'storefront',
    component: 'storefront-web',
  });
  return server;
}

/** A catalog entity of a component that runs in Kubernetes. */
export const componentEntity = (
  name: string,
  annotations: Record<string, string> = {},
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': name, ...annotations },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});
