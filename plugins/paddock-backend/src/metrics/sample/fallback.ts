import { inTurns } from '../inTurns';
import { readNodeMetrics, readPodMetrics } from './metricsApi';
import type { PodsByNode } from './podsByNode';
import type { Gauge } from './reading';
import type { SampledCluster } from './sampledCluster';

/** Nodes that told nothing themselves, and the pods that are on them. */
interface Silent {
  silent: string[];
  podsByNode: PodsByNode;
  /** Every namespace is wanted: one question instead of many. */
  all: boolean;
}

/** CPU and memory of what no kubelet tells about. That metrics.k8s.io is away is a gap, and no error. */
export async function gaugesOfSilent(
  { connection }: Pick<SampledCluster, 'connection'>,
  { silent, podsByNode, all }: Silent,
  take: (node: string, gauge: Gauge) => void,
): Promise<void> {
  if (silent.length === 0) return;
  const nodeOf = new Map(
    silent.flatMap(node =>
      [...(podsByNode.get(node) ?? [])].map(pod => [pod, node] as const),
    ),
  );
  const namespaces = all
    ? [undefined]
    : [...new Set([...nodeOf.keys()].map(pod => pod.split('/')[0]!))];
  const ofNodes = async () => {
    const found = await readNodeMetrics(connection);
    for (const node of silent) {
      found.get(node)?.forEach(gauge => take(node, gauge));
    }
  };
  const ofPods = async (namespace: string | undefined) => {
    const gauges = await readPodMetrics(connection, namespace, (...pod) =>
      nodeOf.has(pod.join('/')),
    );
    for (const gauge of gauges) {
      take(nodeOf.get(`${gauge.namespace}/${gauge.pod}`) ?? '', gauge);
    }
  };
  await Promise.allSettled([
    ofNodes(),
    ...(nodeOf.size > 0
      ? [
          inTurns(
            namespaces.map(namespace => ({ namespace })),
            each => ofPods(each.namespace),
          ),
        ]
      : []),
  ]);
}
