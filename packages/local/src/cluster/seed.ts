import { join } from 'node:path';
import { checkout } from '../platform/paths.ts';
import { waitFor } from '../platform/wait.ts';
import type { KubeApi, KubeObject } from './api.ts';
import { manifest, readManifests } from './ground.ts';

/** The namespaces that exist from the beginning, and whose they are. */
export const teamNamespaces = [
  { namespace: 'payments', group: 'team-payments' },
  { namespace: 'storefront', group: 'team-storefront' },
] as const;

const rbac = 'rbac.authorization.k8s.io';

export const portalToken = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'paddock-portal-token',
    namespace: 'paddock-system',
    annotations: { 'kubernetes.io/service-account.name': 'paddock-portal' },
  },
  type: 'kubernetes.io/service-account-token',
} as const satisfies KubeObject;

const groupSubject = (name: string) => ({
  apiGroup: rbac,
  kind: 'Group',
  name,
});

function teamObjects({
  namespace,
  group,
}: (typeof teamNamespaces)[number]): KubeObject[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: {
          'paddock.internal/team': group,
          'pod-security.kubernetes.io/enforce': 'baseline',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: group, namespace },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
      subjects: [groupSubject(group)],
    },
  ];
}

/** What the sample teams and administrators begin with. */
export function teamSeed(): KubeObject[] {
  return [
    ...teamNamespaces.flatMap(teamObjects),
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'platform-admins' },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [groupSubject('platform-admins')],
    },
  ];
}

/** Namespaces first: what is in them cannot be applied before. */
async function applyAll(api: KubeApi, objects: readonly KubeObject[]) {
  const isNamespace = ({ kind }: KubeObject) => kind === 'Namespace';
  await Promise.all(objects.filter(isNamespace).map(api.apply));
  await Promise.all(objects.filter(each => !isNamespace(each)).map(api.apply));
}

/** Lets the parts of the control plane do their work; applied before they start. */
export async function seedSystem(api: KubeApi): Promise<void> {
  await applyAll(api, await readManifests(manifest('system.yaml')));
}

/** The portal's identity and rights, the sample teams' namespaces and roles. The same at every start. */
export async function seedPlatform(api: KubeApi): Promise<void> {
  const portal = await Promise.all(
    ['rbac.yaml', 'provisioning.yaml', 'rollback.yaml', 'terminals.yaml'].map(
      file => readManifests(join(checkout, 'deploy', file)),
    ),
  );
  await applyAll(api, [...portal.flat(), ...teamSeed()]);
  // After its ServiceAccount: the token of one that does not exist is deleted at once.
  await api.apply(portalToken);
}

/** The token that the portal shows to the API server; it holds until its Secret is deleted. */
export async function readPortalToken(
  api: KubeApi,
  signal: AbortSignal,
): Promise<string> {
  const path = await api.pathOf(portalToken);
  let token = '';
  await waitFor(
    {
      what: 'The portal’s token',
      seconds: 30,
      signal,
      whatToDo: 'It is made by the controller manager: see its log.',
    },
    async () => {
      const { data } = await api.get<{ data?: { token?: string } }>(path);
      token = Buffer.from(data?.token ?? '', 'base64').toString();
      return token !== '';
    },
  );
  return token;
}
