import type { ReplicaSetRow } from '../../kube/watch/rows/workloads';
import { controllerKinds } from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { PodRow } from '../../kube/watch/rows';
import type { PodsRow } from '../rows';

const isShown = (kind: string | undefined) =>
  controllerKinds.some(each => each === kind);

/** Of a number of pods of one controller, or of one pod alone. */
function groupOf(
  id: string,
  pods: readonly PodRow[],
  set: ReplicaSetRow | undefined,
): PodsRow | undefined {
  const [first] = [...pods].sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
  const from = set ?? first;
  if (!from) return undefined;
  const owner = set
    ? set.owner ?? { kind: 'ReplicaSet', name: set.name }
    : first?.owner;
  const lasting = pods.filter(pod => pod.phase !== 'Succeeded');
  const ready = lasting.filter(pod => pod.ready && !pod.deletedAt).length;
  const wanted = set?.wanted ?? lasting.length;
  const { component } = set?.component ? set : first ?? from;
  return {
    kind: 'Pods',
    id,
    version: from.version,
    name: set?.name ?? owner?.name ?? from.name,
    namespace: from.namespace,
    createdAt: from.createdAt,
    ...(from.deletedAt && pods.length <= 1
      ? { deletedAt: from.deletedAt }
      : {}),
    ...(from.deletedAt && from.finalizers
      ? { finalizers: from.finalizers }
      : {}),
    ...(owner ? { madeBy: { kind: owner.kind, name: owner.name } } : {}),
    ...(component ? { component } : {}),
    labels: from.labels,
    images: from.images,
    generation: 0,
    observedGeneration: 0,
    wanted,
    updated: pods.length,
    ready,
    available: ready,
    conditions: set?.failure
      ? [
          {
            type: 'ReplicaFailure',
            status: 'True',
            message: set.failure,
          },
        ]
      : [],
  };
}

/** Pods that no workload of the portal makes: by what makes them, or each alone. */
export function createLoosePods(cluster: WatchedCluster) {
  const pods = cluster.cache('Pod');
  const sets = cluster.cache('ReplicaSet');
  const jobs = cluster.cache('Job');

  /** The id of the group that a pod belongs to; undefined for one of a workload. */
  function groupIdOf({ owner, id }: PodRow): string | undefined {
    if (!owner) return id;
    if (owner.kind === 'ReplicaSet') {
      const above = sets.get(owner.id);
      // Its ReplicaSet may come after it.
      return above && !isShown(above.owner?.kind) ? owner.id : undefined;
    }
    return isShown(owner.kind) || jobs.get(owner.id) ? undefined : owner.id;
  }

  function podsOf(id: string): PodRow[] {
    const alone = pods.get(id);
    return alone ? [alone] : [...pods.ownedBy(id)];
  }

  function row(id: string): PodsRow | undefined {
    const set = sets.get(id);
    if (set) {
      return isShown(set.owner?.kind)
        ? undefined
        : groupOf(id, podsOf(id), set);
    }
    const own = podsOf(id);
    const [first] = own;
    return first && groupIdOf(first) === id
      ? groupOf(id, own, undefined)
      : undefined;
  }

  function* rows(of: Iterable<PodRow>): Iterable<PodsRow> {
    const seen = new Set<string>();
    for (const pod of of) {
      const id = groupIdOf(pod);
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const found = row(id);
      if (found) yield found;
    }
  }

  return {
    row,
    rows,
    podsOf,
    named({ namespace, name }: { namespace: string; name: string }) {
      for (const each of rows(pods.inNamespace(namespace))) {
        if (each.name === name) return each;
      }
      return undefined;
    },
  };
}
