import type { VolumeFill } from '@paddock/backstage-plugin-paddock-common';
import { LRUCache } from 'lru-cache';
import { apiPath } from '../../kube/connection/paths';
import type { NodeWire } from '../../kube/objects/storageObjects';
import type { RunningCluster } from '../../kube/watchedCluster';

/** What a kubelet has measured of one claim's volume; bytes. */
export interface Measured {
  used: number;
  capacity: number;
  at: string;
}

/** Of one node: by `namespace/claim`, or why nothing is known. */
export type NodeFills =
  | { state: 'known'; claims: Map<string, Measured> }
  | { state: 'unknown'; because: string };

/** Never throws: a node that does not answer is a state. */
export type ReadFills = (
  cluster: Pick<RunningCluster, 'name' | 'connection' | 'readKubelet'>,
  node: string,
) => Promise<NodeFills>;

const KEEP_MS = 15_000;
const MAX_NODES = 1_000;

/** How full volumes are, from the kubelets of the nodes that mount them; asked once in 15 s a node, for everybody. */
export function createReadFills(now = () => Date.now()): ReadFills {
  const kept = new LRUCache<string, Promise<NodeFills>>({
    max: MAX_NODES,
    ttl: KEEP_MS,
    ttlResolution: 0,
    perf: { now },
  });
  return (cluster, node) => {
    const key = `${cluster.name}\n${node}`;
    const before = kept.get(key);
    if (before) return before;
    const fills = read(cluster, node);
    kept.set(key, fills);
    return fills;
  };
}

async function read(
  { name, connection, readKubelet }: Parameters<ReadFills>[0],
  node: string,
): Promise<NodeFills> {
  if (!readKubelet) {
    return {
      state: 'unknown',
      because: `The portal does not ask the nodes of ${name}: paddock.kubelet does not say how to know them.`,
    };
  }
  try {
    const path = apiPath(['api', 'v1', 'nodes', node]);
    const { status } = (await connection.request('GET', path)) as NodeWire;
    const address = addressOf(status);
    if (!address)
      return { state: 'unknown', because: 'The node has no address.' };
    const port = status?.daemonEndpoints?.kubeletEndpoint?.Port ?? 10250;
    const text = await readKubelet({ address, port, path: '/stats/summary' });
    return { state: 'known', claims: measuredIn(JSON.parse(text)) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      state: 'unknown',
      because: `The node ${node} does not tell: ${why}.`,
    };
  }
}

function addressOf(status: NodeWire['status']): string | undefined {
  const addresses = status?.addresses ?? [];
  const byType = (type: string) =>
    addresses.find(each => each?.type === type)?.address;
  return byType('InternalIP') ?? byType('Hostname') ?? undefined;
}

interface Summary {
  pods?: Array<{
    volume?: Array<{
      time?: string;
      usedBytes?: number;
      capacityBytes?: number;
      pvcRef?: { name?: string; namespace?: string };
    }>;
  }>;
}

/** Of a kubelet's summary only what is measured of claims. Pure. */
export function measuredIn(summary: Summary): Map<string, Measured> {
  const claims = new Map<string, Measured>();
  for (const volume of (summary?.pods ?? []).flatMap(
    pod => pod?.volume ?? [],
  )) {
    const { pvcRef, usedBytes: used, capacityBytes: capacity, time } = volume;
    if (!pvcRef?.name || !pvcRef.namespace) continue;
    if (typeof used !== 'number' || typeof capacity !== 'number') continue;
    const key = `${pvcRef.namespace}/${pvcRef.name}`;
    claims.set(key, { used, capacity, at: time ?? '' });
  }
  return claims;
}

/** More than this beyond its own size, and what was measured is not the volume alone. */
const MARGIN = 1.1;

/** What was measured of a volume that has this capacity of its own. Pure. */
export function fillOf(
  measured: Measured,
  own: number | undefined,
): VolumeFill {
  const isOwn = own !== undefined && measured.capacity <= own * MARGIN;
  return { state: 'known', ...measured, of: isOwn ? 'volume' : 'shared' };
}
