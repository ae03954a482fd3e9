import { bytesOf, milliOf } from '@paddock/backstage-plugin-paddock-common';
import type { Connection } from '../kube/connection';
import { apiPath } from '../kube/paths';
import { readList } from '../kube/readList';
import type { NodeWire } from '../kube/storageObjects';

/** What is to be known of a node before it is asked. */
export interface NodeFacts {
  /** Where its kubelet answers; absent where it has none. */
  kubelet?: { address: string; port: number };
  /** What there is for pods: mCPU and bytes. */
  allocatable: { cpu?: number; memory?: number };
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
export function nodeFactsOf({ metadata, status }: NodeWire): NodeFacts {
  const addresses = status?.addresses ?? [];
  const byType = (type: string) =>
    addresses.find(each => each?.type === type)?.address;
  const address = byType('InternalIP') ?? byType('Hostname');
  const port = status?.daemonEndpoints?.kubeletEndpoint?.Port ?? KUBELET_PORT;
  const simulated = metadata?.annotations?.[SIMULATED] !== undefined;
  const cpu = milliOf(`${status?.allocatable?.cpu}`);
  const memory = bytesOf(`${status?.allocatable?.memory}`);
  return {
    ...(address && !simulated && { kubelet: { address, port } }),
    allocatable: {
      ...(cpu !== undefined && { cpu }),
      ...(memory !== undefined && { memory }),
    },
  };
}
