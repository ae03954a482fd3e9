import type {
  EffectObject,
  Effects,
  NamespaceSpec,
  VaultEffect,
} from '@paddock/backstage-plugin-paddock-common';
import { Unprocessable } from '../../http/unprocessable';
import { marked, type PlanContext, shortGroup, vaultOf } from './context';
import { limitObjects } from './limits';
import { networkPolicies } from './networkPolicies';
import { pathIn, vaultEffects } from './vaultEffects';

/** The service account that workloads of a namespace run as. */
const account = 'app';
const rbac = 'rbac.authorization.k8s.io';

/** A namespace with everything that makes it fit for a team, in the order in which it is made. */
export function planNamespace(
  spec: NamespaceSpec,
  context: PlanContext,
): Effects {
  return {
    objects: [
      namespaceObject(spec, context),
      ...limitObjects(spec, context),
      ...networkPolicies(
        { cluster: spec.cluster, namespace: spec.name },
        context,
      ),
      {
        ...marked(
          'v1',
          'ServiceAccount',
          { name: account, namespace: spec.name },
          context,
        ),
        automountServiceAccountToken: false,
      },
      ...roleBindings(spec, context),
      ...authorities(spec, context),
    ],
    vault: sharedPath(spec, context),
  };
}

function namespaceObject(
  spec: NamespaceSpec,
  context: PlanContext,
): EffectObject {
  const object = marked('v1', 'Namespace', { name: spec.name }, context);
  const security = (mode: string, level: string) => ({
    [`pod-security.kubernetes.io/${mode}`]: level,
    [`pod-security.kubernetes.io/${mode}-version`]:
      context.settings.baseline.podSecurityVersion,
  });
  const team = shortGroup(spec.team);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...object.metadata.labels,
        'paddock.internal/environment': spec.environment,
        // A label holds 63 characters; the annotation is there in any case.
        ...(team.length <= 63 && { 'paddock.internal/team': team }),
        ...security('enforce', spec.podSecurity),
        ...security('warn', 'restricted'),
        ...security('audit', 'restricted'),
      },
      annotations: { 'paddock.internal/team-ref': spec.team },
    },
  };
}

/** For groups, and never for a person or an account. A role is a part of the name, since a binding cannot change its own. */
function roleBindings(
  spec: NamespaceSpec,
  context: PlanContext,
): EffectObject[] {
  const given = [{ group: spec.team, role: 'edit' }, ...spec.members];
  return given.map(({ group, role }) => ({
    ...marked(
      `${rbac}/v1`,
      'RoleBinding',
      { name: `paddock-${role}.${shortGroup(group)}`, namespace: spec.name },
      context,
    ),
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: roleOf(role) },
    subjects: [
      {
        apiGroup: rbac,
        kind: 'Group',
        name: groupOf(spec.cluster, group, context),
      },
    ],
  }));
}

/** @throws Unprocessable for any other role, whoever let it come so far */
function roleOf(role: string): 'view' | 'edit' {
  if (role === 'view' || role === 'edit') return role;
  throw new Unprocessable('The role can be view or edit.');
}

/** @throws Unprocessable for a group that the cluster must not hear of, whoever let it come so far */
function groupOf(
  cluster: string,
  ref: string,
  { groupName }: PlanContext,
): string {
  const name = groupName(cluster, ref);
  if (name && !/^system:/i.test(name)) return name;
  throw new Unprocessable(`The cluster has no group for ${ref}.`);
}

/** What applications need to trust Vault's certificate. */
function authorities(
  spec: NamespaceSpec,
  context: PlanContext,
): EffectObject[] {
  const ca = vaultOf(context, spec.cluster)?.ca;
  if (ca === undefined) return [];
  const place = { name: 'paddock-vault-ca', namespace: spec.name };
  return [
    { ...marked('v1', 'ConfigMap', place, context), data: { 'ca.crt': ca } },
  ];
}

function sharedPath(spec: NamespaceSpec, context: PlanContext): VaultEffect[] {
  const { vault } = context.settings;
  const cluster = vaultOf(context, spec.cluster);
  if (!vault || !cluster) return [];
  return vaultEffects(
    {
      name: `paddock-ns.${cluster.pathName}.${spec.name}`,
      path: pathIn(vault, cluster, spec.name, 'shared'),
      serviceAccount: account,
      namespace: spec.name,
      team: spec.team,
    },
    vault,
    { cluster, requestId: context.requestId },
  );
}
