import { ApiError, type KubeApi, type KubeObject } from './api.ts';

/** On every simulated node; kwok plays the nodes that have it, and nobody else's. */
export const simulatedLabel = 'paddock.internal/simulated';

const taint = {
  key: simulatedLabel,
  value: 'true',
  effect: 'NoSchedule',
} as const;

const zones = ['zone-a', 'zone-b', 'zone-c'] as const;

interface Taint {
  key: string;
  value?: string;
  effect: string;
  [field: string]: unknown;
}

interface Node extends KubeObject {
  spec: { taints?: Taint[] };
  status?: { conditions?: Array<{ type: string; status: string }> };
}

const nodesPath = '/api/v1/nodes';
const leasesPath =
  '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases';
const simulatedPath = `${nodesPath}?labelSelector=${encodeURIComponent(
  `${simulatedLabel}=true`,
)}`;

/** Equal nodes, but for the zone; `number` counts from 1. */
export function simulatedNode(number: number): KubeObject {
  const name = `sim-${String(number).padStart(2, '0')}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        [simulatedLabel]: 'true',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': 'pool-8x32',
        'topology.kubernetes.io/region': 'local',
        'topology.kubernetes.io/zone': zones[(number - 1) % zones.length],
      },
      // kwok serves the metrics of all its nodes on one port, each under a path of its own.
      annotations: {
        'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
      },
    },
  };
}

/** What the taints become; the order and the taints of others stay. */
export function withSimulatedTaint(
  taints: readonly Taint[],
  on: boolean,
): readonly Taint[] {
  const has = taints.some(each => each.key === taint.key);
  if (has === on) return taints;
  return on
    ? [...taints, taint]
    : taints.filter(each => each.key !== taint.key);
}

const listSimulated = async (api: KubeApi) =>
  (await api.get<{ items: Node[] }>(simulatedPath)).items;

/** Makes the nodes be `sim-01` … as many as wanted, for a kwok that is about to start; surplus ones are deleted. */
export async function ensureSimulatedNodes(
  api: KubeApi,
  { count, tainted }: { count: number; tainted: boolean },
): Promise<void> {
  const wanted = Array.from({ length: count }, (_, index) =>
    simulatedNode(index + 1),
  );
  const names = new Set(wanted.map(node => node.metadata.name));
  const held = new Set<string>();
  for (const node of await listSimulated(api)) {
    held.add(node.metadata.name);
    if (!names.has(node.metadata.name)) {
      await api.delete(`${nodesPath}/${node.metadata.name}`);
    }
  }
  const taints = withSimulatedTaint([], tainted);
  await Promise.all(
    wanted.map(async node => {
      const { name, labels, annotations } = node.metadata;
      // Not applied: the list of taints has one owner only, and others add theirs to it.
      if (held.has(name)) {
        await api.patch(`${nodesPath}/${name}`, {
          metadata: { labels, annotations },
        });
      } else {
        await api.create(nodesPath, { ...node, spec: { taints } });
      }
    }),
  );
  await releaseLeases(api, held);
  await setSimulatedTaint(api, tainted);
}

/** With the taint, only pods that tolerate it go to simulated nodes. */
export async function setSimulatedTaint(
  api: KubeApi,
  on: boolean,
): Promise<void> {
  for (;;) {
    const stale = (await listSimulated(api)).filter(({ spec }) => {
      const taints = spec.taints ?? [];
      return withSimulatedTaint(taints, on) !== taints;
    });
    if (stale.length === 0) return;
    await Promise.all(
      stale.map(async ({ metadata: { name, resourceVersion }, spec }) => {
        const taints = withSimulatedTaint(spec.taints ?? [], on);
        try {
          // The version makes this fail when somebody else has changed the taints meanwhile.
          await api.patch(`${nodesPath}/${name}`, {
            metadata: { resourceVersion },
            spec: { taints },
          });
        } catch (error) {
          if (!(error instanceof ApiError && error.status === 409)) throw error;
        }
      }),
    );
  }
}

/**
 * Forgets who kept the nodes alive last. A new kwok is somebody else, and would
 * leave nodes and their pods alone until the leases of the last one have lapsed.
 */
async function releaseLeases(
  api: KubeApi,
  names: Iterable<string>,
): Promise<void> {
  await Promise.all(
    [...names].map(name =>
      api.delete(`${leasesPath}/${name}`).catch((error: unknown) => {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      }),
    ),
  );
}

/** Names of simulated nodes that are not Ready, or that nobody has kept alive since then. */
export async function lateSimulatedNodes(
  api: KubeApi,
  since: Date,
): Promise<string[]> {
  const leases = await api.get<{ items: Lease[] }>(leasesPath);
  const renewed = new Set(
    leases.items
      .filter(({ spec }) => new Date(spec.renewTime ?? 0) > since)
      .map(({ metadata }) => metadata.name),
  );
  return (await listSimulated(api))
    .filter(({ metadata, status }) => {
      const ready = status?.conditions?.find(each => each.type === 'Ready');
      return ready?.status !== 'True' || !renewed.has(metadata.name);
    })
    .map(({ metadata }) => metadata.name);
}

interface Lease {
  metadata: { name: string };
  spec: { renewTime?: string };
}
