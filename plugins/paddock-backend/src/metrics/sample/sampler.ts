import type {
  MetricName,
  MetricVolume,
} from '@paddock/backstage-plugin-paddock-common';
import { gaugesOfSilent } from './fallback';
import { inTurns } from '../inTurns';
import { createKubelets, type NodeLook, type NodeStanding } from './kubelets';
import { holdNodes, type NodeFacts } from './nodes';
import {
  allPodsByNode,
  type PodsByNode,
  podsByNodeOf,
  sharingPods,
} from './podsByNode';
import type { Gauge } from './reading';
import { createRing } from './ring';
import type { SampledCluster } from './sampledCluster';
import { createTotals, type Totals } from './totals';
import { createWatches } from './watches';

/** What was measured of what is watched, and of the nodes of its pods. Reading it never waits. */
export interface Measurements {
  /** Milliseconds since 1970, oldest first. */
  times(since: number): number[];
  /** As long as `times` of the same moment. Without a namespace the pod's name is a node's; without a pod it is all of the namespace. */
  values(series: Series, since: number): number[] | undefined;
  /** Of how many pods of a namespace the last look found a figure. */
  measuredPods(namespace: string, metric: MetricName): number;
  volumes(namespace: string, pod: string): MetricVolume[];
  standing(node: string): NodeStanding | undefined;
  facts(node: string): NodeFacts | undefined;
  /** The names of all nodes, as far as they are known. */
  nodes(): string[];
}

export type Series = Pick<Gauge, 'namespace' | 'pod' | 'container' | 'metric'>;

/** Measures what somebody watches of one cluster. */
export interface Sampler extends Measurements {
  /** From now on for `WATCH_MS`. False where too many are watched already. */
  watch(namespace: string): boolean;
  /** All nodes and the sums of all namespaces; of one node its pods, too. */
  watchPool(node?: string): boolean;
  isWatched(): boolean;
  /** One look at everything that is watched. Never throws. */
  sample(): Promise<void>;
}

/** 30 min of looks. */
export const EVERY_MS = 15_000;
const TICKS = 120;
/** 19 MB for each cluster that is watched. */
const MOST_SERIES = 20_000;
/** Nodes that are asked in one look, and at once. */
const MOST_NODES = 200;

const seriesOf = ({ pod, container, metric }: Series) =>
  `${pod}\n${container}\n${metric}`;

/** The sums of namespaces outlive who watches the pods of one. */
const groupOf = ({ namespace, pod }: Series) =>
  pod === '' ? `/${namespace}` : namespace;

export function createSampler(
  cluster: SampledCluster,
  now: () => number,
): Sampler {
  const ring = createRing({ ticks: TICKS, series: MOST_SERIES });
  const watches = createWatches(now, ring.forget);
  const kubelets = createKubelets(cluster.readKubelet, now);
  const nodes = holdNodes(cluster, now);
  let volumes: NodeLook['volumes'] = new Map();
  let totals: Totals = new Map();

  const putTotals = () =>
    totals.forEach((own, namespace) =>
      own.forEach(({ value }, metric) => {
        const series = { namespace, pod: '', container: '', metric };
        ring.put(groupOf(series), seriesOf(series), value);
      }),
    );

  /** Keeps what is watched one by one, and adds up the rest. */
  function createTake(
    wanted: PodsByNode,
    sums: ReturnType<typeof createTotals>,
  ) {
    const isKept = (node: string, { namespace, pod }: Gauge) =>
      namespace === '' ||
      (wanted.get(node)?.has(`${namespace}/${pod}`) ?? false);
    return (node: string, gauge: Gauge) => {
      sums.add(gauge);
      if (!isKept(node, gauge)) return;
      const pod = gauge.namespace === '' ? node : gauge.pod;
      ring.put(gauge.namespace, seriesOf({ ...gauge, pod }), gauge.value);
    };
  }

  async function sample() {
    watches.forgetOld();
    const facts = await nodes.fresh();
    const wanted = podsByNodeOf(cluster, watches);
    const podsByNode = watches.pool ? allPodsByNode(cluster) : wanted;
    const names = new Set(podsByNode.keys());
    if (watches.pool) for (const name of facts.keys()) names.add(name);
    const asked = [...names].sort().slice(0, MOST_NODES);
    kubelets.keep(new Set(asked));
    const began = now();
    const sums = createTotals(sharingPods(cluster));
    // What is taken becomes one moment when all is there: in between, sums would be of a part.
    const taken: Array<[node: string, gauge: Gauge]> = [];
    const keep = (node: string, gauge: Gauge) => void taken.push([node, gauge]);
    const found: NodeLook['volumes'] = new Map();
    await inTurns(asked, async name => {
      const look = await kubelets.look({
        name,
        facts: facts.get(name),
        wanted: (namespace, pod) =>
          podsByNode.get(name)?.has(`${namespace}/${pod}`) ?? false,
      });
      look?.gauges.forEach(gauge => keep(name, gauge));
      look?.volumes.forEach((claims, pod) => found.set(pod, claims));
    });
    volumes = found;
    const silent = [...names].filter(
      name => kubelets.standing(name)?.source !== 'kubelet',
    );
    await gaugesOfSilent(
      cluster,
      { silent, podsByNode, all: watches.pool },
      keep,
    );
    ring.tick(began);
    const take = createTake(wanted, sums);
    taken.forEach(([node, gauge]) => take(node, gauge));
    totals = sums.all;
    if (watches.pool) putTotals();
  }

  return {
    watch: watches.watch,
    watchPool: watches.watchPool,
    isWatched: watches.isAny,
    sample,
    times: ring.times,
    values: (series, since) =>
      ring.values(groupOf(series), seriesOf(series), since),
    measuredPods: (namespace, metric) =>
      totals.get(namespace)?.get(metric)?.measured ?? 0,
    volumes: (namespace, pod) => volumes.get(`${namespace}/${pod}`) ?? [],
    standing: kubelets.standing,
    facts: node => nodes.held().get(node),
    nodes: () => [...nodes.held().keys()].sort(),
  };
}
