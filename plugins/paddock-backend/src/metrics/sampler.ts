import type { MetricVolume } from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../kube/watchedCluster';
import { createKubelets, type NodeLook, type NodeStanding } from './kubelets';
import { readNodeMetrics, readPodMetrics } from './metricsApi';
import { type NodeFacts, readNodes } from './nodes';
import type { Gauge, Wanted } from './reading';
import { createRing } from './ring';

export type SampledCluster = Pick<
  RunningCluster,
  'name' | 'connection' | 'readKubelet' | 'cache'
>;

/** What was measured of one namespace and the nodes of its pods. Reading it never waits. */
export interface Measurements {
  /** Milliseconds since 1970, oldest first. */
  times(since: number): number[];
  /** As long as `times` of the same moment. Without a namespace the pod's name is a node's. */
  values(series: Series, since: number): number[] | undefined;
  volumes(namespace: string, pod: string): MetricVolume[];
  standing(node: string): NodeStanding | undefined;
  facts(node: string): NodeFacts | undefined;
}

export type Series = Pick<Gauge, 'namespace' | 'pod' | 'container' | 'metric'>;

/** Measures what somebody watches of one cluster. */
export interface Sampler extends Measurements {
  /** From now on for `WATCH_MS`. False where too many are watched already. */
  watch(namespace: string): boolean;
  isWatched(): boolean;
  /** One look at everything that is watched. Never throws. */
  sample(): Promise<void>;
}

/** 30 min of looks. */
export const EVERY_MS = 15_000;
const TICKS = 120;
/** 19 MB for each cluster that is watched. */
const MOST_SERIES = 20_000;
const MOST_NAMESPACES = 100;
/** After somebody has looked last. */
const WATCH_MS = 10 * 60_000;
/** Nodes that are asked in one look, and at once. */
const MOST_NODES = 200;
const AT_ONCE = 8;
const NODES_MS = 60_000;

const seriesOf = ({ pod, container, metric }: Series) =>
  `${pod}\n${container}\n${metric}`;

export function createSampler(
  cluster: SampledCluster,
  now: () => number,
): Sampler {
  const watched = new Map<string, number>();
  const ring = createRing({ ticks: TICKS, series: MOST_SERIES });
  const kubelets = createKubelets(cluster.readKubelet, now);
  const nodes = holdNodes(cluster, now);
  let volumes: NodeLook['volumes'] = new Map();

  function forgetOld() {
    for (const [namespace, until] of watched) {
      if (until > now()) continue;
      watched.delete(namespace);
      ring.forget(namespace);
    }
  }

  const put = (whose: string, gauges: Gauge[]) =>
    gauges.forEach(gauge => {
      const pod = gauge.namespace === '' ? whose : gauge.pod;
      ring.put(gauge.namespace, seriesOf({ ...gauge, pod }), gauge.value);
    });

  async function sample() {
    forgetOld();
    const places = placesOf(cluster, watched.keys());
    const facts = await nodes.fresh();
    const asked = [...places.keys()].sort().slice(0, MOST_NODES);
    kubelets.keep(new Set(asked));
    ring.tick(now());
    const found: NodeLook['volumes'] = new Map();
    await inTurns(asked, async name => {
      const wanted: Wanted = (namespace, pod) =>
        places.get(name)?.has(`${namespace}/${pod}`) ?? false;
      const look = await kubelets.look({
        name,
        facts: facts.get(name),
        wanted,
      });
      if (!look) return;
      put(name, look.gauges);
      look.volumes.forEach((claims, pod) => found.set(pod, claims));
    });
    volumes = found;
    const silent = [...places].filter(
      ([name]) => kubelets.standing(name)?.source !== 'kubelet',
    );
    await putFallback(cluster, new Map(silent), put);
  }

  return {
    watch(namespace) {
      if (!watched.has(namespace) && watched.size >= MOST_NAMESPACES) {
        return false;
      }
      watched.set(namespace, now() + WATCH_MS);
      return true;
    },
    isWatched: () => [...watched.values()].some(until => until > now()),
    sample,
    times: ring.times,
    values: (series, since) =>
      ring.values(series.namespace, seriesOf(series), since),
    volumes: (namespace, pod) => volumes.get(`${namespace}/${pod}`) ?? [],
    standing: kubelets.standing,
    facts: node => nodes.held().get(node),
  };
}

/** The pods of each node, as `namespace/pod`: a kubelet is believed about its own pods only. */
type Places = ReadonlyMap<string, ReadonlySet<string>>;

function placesOf(
  cluster: SampledCluster,
  namespaces: Iterable<string>,
): Places {
  const places = new Map<string, Set<string>>();
  for (const namespace of namespaces) {
    for (const { name, node } of cluster.cache('Pod').inNamespace(namespace)) {
      if (!node) continue;
      const pods = places.get(node) ?? new Set();
      places.set(node, pods.add(`${namespace}/${name}`));
    }
  }
  return places;
}

/** CPU and memory of what no kubelet tells about. That metrics.k8s.io is away is a gap, and no error. */
async function putFallback(
  { connection }: SampledCluster,
  silent: Places,
  put: (whose: string, gauges: Gauge[]) => void,
) {
  if (silent.size === 0) return;
  const pods = new Set([...silent.values()].flatMap(each => [...each]));
  const namespaces = new Set([...pods].map(pod => pod.split('/')[0]!));
  const wanted: Wanted = (namespace, pod) => pods.has(`${namespace}/${pod}`);
  const ofNodes = async () => {
    const found = await readNodeMetrics(connection);
    for (const name of silent.keys()) put(name, found.get(name) ?? []);
  };
  await Promise.allSettled([
    ofNodes(),
    inTurns([...namespaces], async namespace =>
      put('', await readPodMetrics(connection, namespace, wanted)),
    ),
  ]);
}

/** What is known of the nodes; read again once in a while. What was read last stays when it cannot be read again. */
function holdNodes({ connection }: SampledCluster, now: () => number) {
  let held: ReadonlyMap<string, NodeFacts> = new Map();
  let until = 0;
  return {
    held: () => held,
    async fresh() {
      if (until > now()) return held;
      until = now() + NODES_MS;
      held = await readNodes(connection).catch(() => {
        until = 0;
        return held;
      });
      return held;
    },
  };
}

async function inTurns<T>(items: T[], run: (item: T) => Promise<void>) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
