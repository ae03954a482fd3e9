import type {
  EffectObject,
  RemovalLook,
} from '@paddock/backstage-plugin-paddock-common';
import type { Present, Provision } from '../kube/provision';
import { clusterOf } from './clusterOf';
import { requestOf } from './engine/marks';
import type { RequestParts } from './parts';
import type { RequestRow } from './store';

async function lookAt(
  provision: Pick<Provision, 'get'>,
  object: EffectObject,
  id: string,
): Promise<RemovalLook['objects'][number]> {
  const { kind, metadata } = object;
  const present = await provision.get(object);
  const ownerOf = (found: Present) =>
    requestOf(found.object) === id ? 'ours' : 'foreign';
  return {
    kind,
    ...(metadata.namespace && { namespace: metadata.namespace }),
    name: metadata.name,
    state: present ? ownerOf(present) : 'gone',
  };
}

async function countClaims(
  provision: Pick<Provision, 'list'>,
  namespace: string,
): Promise<number> {
  const kind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
  const where = { namespace, labelSelector: '' };
  return (await provision.list(kind, where))?.length ?? 0;
}

/**
 * What the removal of a request would take away, as it is now.
 *
 * @throws ServiceUnavailableError, KubeError, Unreachable, Misconfigured where the cluster cannot be asked
 */
export async function lookAtRemoval(
  parts: Pick<RequestParts, 'store' | 'clusters'>,
  row: RequestRow,
): Promise<RemovalLook> {
  const { id, kind, namespace, approvedRevision } = row;
  const nothing = { objects: [], vault: [], others: { pods: 0, claims: 0 } };
  if (approvedRevision === undefined) return nothing;
  const { effects } = await parts.store.revision(id, approvedRevision);
  const cluster = clusterOf(parts, row.cluster);
  const objects = await Promise.all(
    effects.objects.map(object => lookAt(cluster.provision, object, id)),
  );
  // The namespace goes last, and takes along what else is in it.
  const pods = [...cluster.cache('Pod').inNamespace(namespace)].length;
  return {
    objects: objects.reverse(),
    vault: effects.vault
      .map(effect => ({
        type: effect.type,
        name: effect.type === 'path' ? effect.path : effect.name,
      }))
      .reverse(),
    others:
      kind === 'namespace'
        ? { pods, claims: await countClaims(cluster.provision, namespace) }
        : nothing.others,
  };
}
