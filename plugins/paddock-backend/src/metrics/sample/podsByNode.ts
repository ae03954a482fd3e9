import type { SampledCluster } from './sampledCluster';

/** The pods of each node, as `namespace/pod`: a kubelet is believed about its own pods only. */
export type PodsByNode = ReadonlyMap<string, ReadonlySet<string>>;

/** Whose pods are wanted. */
export interface WantedPods {
  namespaces: Iterable<string>;
  nodes: ReadonlySet<string>;
}

/** The pods of these namespaces and of these nodes. */
export function podsByNodeOf(
  cluster: Pick<SampledCluster, 'cache'>,
  { namespaces, nodes }: WantedPods,
): PodsByNode {
  const podsByNode = createPodsByNode();
  const pods = cluster.cache('Pod');
  for (const namespace of namespaces) {
    for (const pod of pods.inNamespace(namespace)) podsByNode.add(pod);
  }
  if (nodes.size > 0) {
    for (const pod of pods.all())
      if (nodes.has(pod.node ?? '')) podsByNode.add(pod);
  }
  return podsByNode.all;
}

/** Every pod of the cluster. */
export function allPodsByNode(
  cluster: Pick<SampledCluster, 'cache'>,
): PodsByNode {
  const podsByNode = createPodsByNode();
  for (const pod of cluster.cache('Pod').all()) podsByNode.add(pod);
  return podsByNode.all;
}

/** The pods that use the network of their node, as `namespace/pod`. */
export function sharingPods(
  cluster: Pick<SampledCluster, 'cache'>,
): ReadonlySet<string> {
  const sharing = new Set<string>();
  for (const { namespace, name, hostNetwork } of cluster.cache('Pod').all()) {
    if (hostNetwork) sharing.add(`${namespace}/${name}`);
  }
  return sharing;
}

function createPodsByNode() {
  const all = new Map<string, Set<string>>();
  return {
    all: all as PodsByNode,
    add(pod: { node?: string; namespace: string; name: string }) {
      if (!pod.node) return;
      const pods = all.get(pod.node) ?? new Set();
      all.set(pod.node, pods.add(`${pod.namespace}/${pod.name}`));
    },
  };
}
