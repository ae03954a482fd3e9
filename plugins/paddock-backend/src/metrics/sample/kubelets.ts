import type { ReadKubelet } from '../../kube/connection/kubelet';
import { readCadvisor } from './cadvisor';
import type { NodeFacts } from './nodes';
import { type Counted, countOn, ratesOf } from './rates';
import type { Gauge, Reading, Wanted } from './reading';
import { readSummary } from './summary';

/** What comes of a node. */
export type NodeStanding =
  /** How often its kubelet has told so far: rates need two of them. */
  | { source: 'kubelet'; looks: number }
  /** To follow the node's name: `is simulated`. */
  | { source: 'metrics-api'; because: string }
  /** It is not asked: what is shown is what Prometheus has kept of it. */
  | { source: 'prometheus' };

/** What a node's kubelet told, with its counters as rates. */
export interface NodeLook {
  gauges: Gauge[];
  volumes: Reading['volumes'];
}

/** One node, and which of its figures are wanted. */
export interface NodeToAsk {
  name: string;
  facts: NodeFacts | undefined;
  wanted: Wanted;
}

/** The kubelets of one cluster. */
export interface Kubelets {
  /** Never throws: a node that does not tell is a standing. */
  look(node: NodeToAsk): Promise<NodeLook | undefined>;
  standing(node: string): NodeStanding | undefined;
  /** Forgets the nodes that are not among these. */
  keep(nodes: ReadonlySet<string>): void;
}

interface Known {
  standing: NodeStanding;
  counted: Counted;
  /** Milliseconds since 1970: not asked again before. */
  until: number;
}

/** A kubelet that did not tell is left alone for so long. */
const REST_MS = 60_000;

const nothing: Counted = new Map();

export function createKubelets(
  readKubelet: ReadKubelet | undefined,
  now: () => number,
): Kubelets {
  const known = new Map<string, Known>();

  function away(name: string, because: string, restMs: number): undefined {
    known.set(name, {
      standing: { source: 'metrics-api', because },
      counted: nothing,
      until: now() + restMs,
    });
  }

  return {
    async look({ name, facts, wanted }) {
      const before = known.get(name);
      if (before && before.until > now()) return undefined;
      if (!readKubelet) return away(name, 'is not asked by the portal', 0);
      if (!facts?.kubelet) return away(name, 'has no kubelet to ask', 0);
      try {
        const ask = { ...facts.kubelet, wanted, now: now() };
        const reading = await read(readKubelet, ask);
        const counted = countOn(before?.counted ?? nothing, reading.counters);
        const looks = before?.standing.source === 'kubelet' ? 1 : 0;
        known.set(name, {
          standing: { source: 'kubelet', looks: looks + 1 },
          counted,
          until: 0,
        });
        return {
          gauges: [...reading.gauges, ...ratesOf(counted)],
          volumes: reading.volumes,
        };
      } catch {
        // Why it does not tell names addresses of the cluster's inside; that it does not is what matters here.
        return away(name, 'does not tell the portal its figures', REST_MS);
      }
    },
    standing: node => known.get(node)?.standing,
    keep(nodes) {
      for (const name of known.keys()) if (!nodes.has(name)) known.delete(name);
    },
  };
}

interface Ask {
  address: string;
  port: number;
  wanted: Wanted;
  now: number;
}

async function read(
  readKubelet: ReadKubelet,
  { address, port, wanted, now }: Ask,
): Promise<Reading> {
  const [summary, cadvisor] = await Promise.all([
    readKubelet({ address, port, path: '/stats/summary' }),
    readKubelet({ address, port, path: '/metrics/cadvisor' }),
  ]);
  const reading = readSummary(summary, wanted);
  const placeOf = (each: { namespace: string; pod: string }) =>
    `${each.namespace}/${each.pod}`;
  const told = new Set(reading.counters.map(placeOf));
  // Both may count the network of a pod: it is taken once.
  const more = readCadvisor(cadvisor, wanted, now).filter(
    each => !each.metric.startsWith('network') || !told.has(placeOf(each)),
  );
  return { ...reading, counters: [...reading.counters, ...more] };
}
