import type { LongRange } from '@paddock/backstage-plugin-paddock-common';
import { LRUCache } from 'lru-cache';
import { createAskPrometheus } from './ask';
import type { HistoryScope } from './queries';
import { type PastFigures, readHistory } from './readHistory';
import type { PrometheusSettings } from './settings';

/** What the configured Prometheus servers have. */
export interface PastOfClusters {
  has(cluster: string): boolean;
  /** Whoever asks must have made sure that the person may see it. @throws PrometheusAway */
  read(cluster: string, question: Wanted): Promise<PastFigures>;
}

interface Wanted {
  scopes: HistoryScope[];
  range: LongRange;
}

/** As often as the pages ask: what several look at is asked once. */
const KEPT_MS = 10_000;
const MOST_KEPT = 50;

export function createHistory(
  servers: ReadonlyMap<string, PrometheusSettings>,
  now: () => number = Date.now,
): PastOfClusters {
  const kept = new LRUCache<string, Promise<PastFigures>>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now },
  });
  const asks = new Map(
    [...servers].map(([name, settings]) => [
      name,
      { settings, ask: createAskPrometheus(settings) },
    ]),
  );

  return {
    has: cluster => asks.has(cluster),
    async read(cluster, wanted) {
      const server = asks.get(cluster);
      if (!server) throw new Error(`${cluster} has no Prometheus`);
      const key = JSON.stringify([cluster, wanted]);
      const before = kept.get(key);
      if (before) return before;
      const figures = readHistory(
        server.ask,
        { ...wanted, now: now() },
        server.settings,
      );
      kept.set(key, figures);
      return figures;
    },
  };
}
