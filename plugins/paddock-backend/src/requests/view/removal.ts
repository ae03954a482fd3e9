import type {
  EffectObject,
  RemovalLook,
} from '@paddock/backstage-plugin-paddock-common';
import type { Present, Provision } from '../../kube/write/provision';
import { clusterOf } from '../clusterOf';
import { requestOf } from '../marks';
import { insideOf } from './handOver';
import { livingIn } from './contentOf';
import type { Asker, RequestParts } from '../parts';
import type { RequestRow } from '../store/store';
import { lookUpUsers } from './users';

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

/**
 * What the removal of a request would take away, as it is now.
 *
 * @throws ServiceUnavailableError, KubeError, Unreachable, Misconfigured where the cluster cannot be asked
 */
export async function lookAtRemoval(
  parts: Pick<RequestParts, 'store' | 'clusters' | 'usesOf'>,
  asker: Asker,
  row: RequestRow,
): Promise<RemovalLook> {
  const { id, kind, namespace, approvedRevision } = row;
  const nothing = {
    objects: [],
    vault: [],
    requests: [],
    others: { pods: 0, claims: 0 },
    users: { items: [], more: 0 },
  };
  if (approvedRevision === undefined) return nothing;
  const { effects } = await parts.store.revision(id, approvedRevision);
  const cluster = clusterOf(parts, row.cluster);
  const objects = await Promise.all(
    effects.objects.map(object => lookAt(cluster.provision, object, id)),
  );
  // The namespace goes last, and takes along what else is in it.
  const inside = kind === 'namespace' ? await parts.store.inNamespace(row) : [];
  return {
    objects: objects.reverse(),
    vault: effects.vault
      .map(effect => ({
        type: effect.type,
        name: effect.type === 'path' ? effect.path : effect.name,
      }))
      .reverse(),
    users: await lookUpUsers(parts, asker, row),
    requests: inside
      .filter(each => each.kind !== 'namespace' && each.state !== 'draft')
      .map(insideOf),
    others:
      kind === 'namespace'
        ? await livingIn(cluster, namespace)
        : nothing.others,
  };
}
