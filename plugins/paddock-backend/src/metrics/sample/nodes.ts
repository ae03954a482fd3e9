import { bytesOf, milliOf } from '@paddock/backstage-plugin-paddock-common';
import type { Connection } from '../../kube/connection/connection';
import { apiPath } from '../../kube/connection/paths';
import { readList } from '../../kube/connection/readList';
import type { NodeWire } from '../../kube/objects/storageObjects';

/** What is to be known of a node before it is asked. */
export interface NodeFacts {
  /** Where its kubelet answers; absent where it has none. */
  kubelet?: { address: string; port: number };
  /** What there is for pods: mCPU and bytes. */
  allocatable: { cpu?: number; memory?: number };
  ready: boolean;
  cordoned: boolean;
  mostPods?: number;
}

/** Nodes that kwok plays have no kubelet of their own. Source: kwok's default `manageNodesWithAnnotationSelector`. */
const SIMULATED = 'kwok.x-k8s.io/node';
const KUBELET_PORT = 10250;

/** By name. @throws KubeError, Unreachable */
export async function readNodes(
  connection: Pick<Connection, 'request'>,
): Promise<Map<string, NodeFacts>> {
  const nodes = await readList<NodeWire>(
    connection,
    apiPath(['api', 'v1', 'nodes']),
  );
  return new Map(
    nodes.map(node => [node.metadata?.name ?? '', nodeFactsOf(node)]),
  );
}

/** Pure. */
export function nodeFactsOf({ metadata, spec, status }: NodeWire): NodeFacts {
  const addresses = status?.addresses ?? [];
  const byType = (type: string) =>
    addresses.find(each => each?.type === type)?.address;
  const address = byType('InternalIP') ?? byType('Hostname');
  const port = status?.daemonEndpoints?.kubeletEndpoint?.Port ?? KUBELET_PORT;
  const simulated = metadata?.annotations?.[SIMULATED] !== undefined;
  const cpu = milliOf(`${status?.allocatable?.cpu}`);
  const memory = bytesOf(`${status?.allocatable?.memory}`);
  const mostPods = Number(status?.allocatable?.pods);
  return {
    ...(address && !simulated && { kubelet: { address, port } }),
    allocatable: {
      ...(cpu !== undefined && { cpu }),
      ...(memory !== undefined && { memory }),
    },
    ready: (status?.conditions ?? []).some(
      each => each?.type === 'Ready' && each.status === 'True',
    ),
    cordoned: spec?.unschedulable === true,
    ...(Number.isInteger(mostPods) && { mostPods }),
  };
}

const KEPT_MS = 60_000;

/** What is known of the nodes; read again once in a while. What was read last stays when it cannot be read again. */
export function holdNodes(
  { connection }: { connection: Pick<Connection, 'request'> },
  now: () => number,
) {
  let held: ReadonlyMap<string, NodeFacts> = new Map();
  let until = 0;
  return {
    held: () => held,
    async fresh() {
      if (until > now()) return held;
      until = now() + KEPT_MS;
      held = await readNodes(connection).catch(() => {
        until = 0;
        return held;
      });
      return held;
    },
  };
}
