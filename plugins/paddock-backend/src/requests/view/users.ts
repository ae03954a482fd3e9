import type { Users } from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../../kube/watchedCluster';
import { clusterOf } from '../clusterOf';
import type { Asker, RequestParts } from '../parts';
import { agentConfigName } from '../plan/agent';
import type { RequestRow } from '../store/store';

/** A pod's specification, as far as it says what it takes from where. */
export interface PodSpec {
  volumes?: Array<{
    persistentVolumeClaim?: { claimName?: string } | null;
  }> | null;
}

/** What pods of this specification take from ConfigMaps and Secrets. */
export type UsesOf = (
  spec: PodSpec | undefined,
) => ReadonlyArray<{ kind: 'ConfigMap' | 'Secret'; name: string }>;

interface Template {
  metadata?: { annotations?: Record<string, string> };
  spec?: PodSpec;
}

interface WithTemplate {
  metadata: { name: string; ownerReferences?: Array<{ controller?: boolean }> };
  spec?: { template?: Template; jobTemplate?: { spec?: WithTemplate['spec'] } };
}

const kinds = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  { apiVersion: 'batch/v1', kind: 'Job' },
];
const most = 50;

/** How a pod names what a request has made. Pure. */
function uses(
  { kind, name }: Pick<RequestRow, 'kind' | 'name'>,
  { metadata, spec }: Template,
  { usesOf, role }: { usesOf: UsesOf; role?: string },
): boolean {
  if (kind === 'volume') {
    return (spec?.volumes ?? []).some(
      each => each.persistentVolumeClaim?.claimName === name,
    );
  }
  const injected = metadata?.annotations?.['vault.hashicorp.com/role'];
  if (role !== undefined && injected === role) return true;
  const config = agentConfigName({ name });
  return usesOf(spec).some(
    each =>
      (each.kind === 'Secret' && each.name === name) ||
      (each.kind === 'ConfigMap' && each.name === config),
  );
}

/** Whether this person sees by the cluster's RBAC what runs there. */
async function seesWorkloads(
  { identity, access }: RunningCluster,
  { person }: Asker,
  namespace: string,
): Promise<boolean> {
  const who = identity(person);
  const right = { verb: 'list', group: 'apps', resource: 'deployments' };
  return (
    who !== undefined &&
    access.may(who, { ...right, namespace }).catch(() => false)
  );
}

/**
 * Which workloads use the secret or the volume of a request, as their own templates say; told only to whom the cluster
 * lets see them.
 *
 * @throws what the cluster or the database fails with
 */
export async function lookUpUsers(
  parts: Pick<RequestParts, 'store' | 'clusters' | 'usesOf'>,
  asker: Asker,
  row: RequestRow,
): Promise<Users> {
  const { id, kind, namespace, approvedRevision } = row;
  if (kind === 'namespace' || approvedRevision === undefined) {
    return { items: [], more: 0 };
  }
  const cluster = clusterOf(parts, row.cluster);
  if (!(await seesWorkloads(cluster, asker, namespace)))
    return { hidden: true };
  const { effects } = await parts.store.revision(id, approvedRevision);
  const role = effects.vault.find(each => each.type === 'role');
  const how = {
    usesOf: parts.usesOf,
    role: role && 'name' in role ? role.name : undefined,
  };
  const where = { namespace, labelSelector: '' };
  const lists = await Promise.all(
    kinds.map(each => cluster.provision.list(each, where)),
  );
  const items = lists.flatMap((list, at) =>
    (list ?? []).flatMap(({ object }) => {
      const { metadata, spec } = object as unknown as WithTemplate;
      // What something else runs is told by what runs it.
      if (metadata.ownerReferences?.some(each => each.controller)) return [];
      const template = spec?.template ?? spec?.jobTemplate?.spec?.template;
      return template && uses(row, template, how)
        ? [{ kind: kinds[at]!.kind, name: metadata.name }]
        : [];
    }),
  );
  return {
    items: items.slice(0, most),
    more: Math.max(0, items.length - most),
  };
}
