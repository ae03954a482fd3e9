import type { RunningCluster } from '../kube/watchedCluster';
import type { PastOfClusters } from './prometheus/createHistory';
import {
  createSampler,
  EVERY_MS,
  type Measurements,
  type Sampler,
} from './sample/sampler';
import type { SampledCluster } from './sample/sampledCluster';

/** Figures of what somebody looks at. */
export interface Metrics {
  /**
   * What is measured of a namespace, which is from now on: every 15 s, until nobody has asked for 10 min. Undefined where
   * too many are measured already. Whoever asks must have made sure that they may.
   */
  watch(cluster: RunningCluster, namespace: string): Measurements | undefined;
  /** The same of all nodes and the sums of all namespaces; of one node its pods, too. */
  watchPool(cluster: RunningCluster, node?: string): Measurements | undefined;
  /** What Prometheus has, where one is configured. */
  readonly past: PastOfClusters;
  stop(): void;
}

interface Running {
  cluster: SampledCluster;
  sampler: Sampler;
  stop(): void;
}

/** Measures nothing until somebody watches. */
export function startMetrics(
  past: PastOfClusters,
  now: () => number = Date.now,
): Metrics {
  const running = new Map<string, Running>();

  function start(cluster: RunningCluster): Running {
    running.get(cluster.name)?.stop();
    const sampler = createSampler(cluster, now);
    const stop = repeat(sampler, () => {
      if (running.get(cluster.name)?.sampler === sampler) {
        running.delete(cluster.name);
      }
    });
    const started = { cluster, sampler, stop };
    running.set(cluster.name, started);
    return started;
  }

  function samplerOf(cluster: RunningCluster): Sampler {
    const before = running.get(cluster.name);
    return (before?.cluster === cluster ? before : start(cluster)).sampler;
  }

  return {
    past,
    watch(cluster, namespace) {
      const sampler = samplerOf(cluster);
      return sampler.watch(namespace) ? sampler : undefined;
    },
    watchPool(cluster, node) {
      const sampler = samplerOf(cluster);
      return sampler.watchPool(node) ? sampler : undefined;
    },
    stop() {
      for (const each of running.values()) each.stop();
      running.clear();
    },
  };
}

/** Looks again and again, for as long as somebody watches. */
function repeat(sampler: Sampler, ended: () => void): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    if (stopped) return;
    if (!sampler.isWatched()) {
      ended();
      return;
    }
    const began = Date.now();
    await sampler.sample();
    again(Math.max(1_000, EVERY_MS - (Date.now() - began)));
  };
  const again = (ms: number) => {
    if (stopped) return;
    timer = setTimeout(look, ms);
    timer.unref();
  };
  again(0);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
