import { hasEnded } from '../../kube/objects/podPhase';
import type { PodRow } from '../../kube/watch/rows';

/** What is on a node or in a namespace, as the scheduler counts it: mCPU and bytes. */
export interface Load {
  pods: number;
  requests: { cpu: number; memory: number };
}

/** Of each node, or each namespace, that has a pod which has not ended. Pure. */
export function loadsBy(
  place: 'node' | 'namespace',
  pods: Iterable<PodRow>,
): Map<string, Load> {
  const loads = new Map<string, Load>();
  for (const pod of pods) {
    const name = pod[place];
    if (!name || hasEnded(pod.phase)) continue;
    const { pods: count, requests } = loads.get(name) ?? noLoad;
    loads.set(name, {
      pods: count + 1,
      requests: {
        cpu: requests.cpu + (pod.requests?.cpu ?? 0),
        memory: requests.memory + (pod.requests?.memory ?? 0),
      },
    });
  }
  return loads;
}

export const noLoad: Load = { pods: 0, requests: { cpu: 0, memory: 0 } };
