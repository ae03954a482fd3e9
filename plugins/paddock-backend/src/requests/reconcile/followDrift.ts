import type { LoggerService } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import type { RunningCluster } from '../../kube/watchedCluster';
import { requestLabel } from '../marks';
import type { RequestRow, RequestStore } from '../store/store';

export interface DriftTiming {
  /** What belongs together comes at once. */
  settleMs: number;
  /** Between two looks at the same request: somebody may change again and again what is mended. */
  restMs: number;
}

const usualTiming: DriftTiming = { settleMs: 1_000, restMs: 10_000 };

type Followed = Pick<RunningCluster, 'followMarked'>;

/** The clusters of the portal; they may come and go. */
interface Clusters {
  all(): Followed[];
  onChange(listener: () => void): () => void;
}

interface Parts {
  clusters: Clusters;
  store: Pick<RequestStore, 'get' | 'wake'>;
  logger: LoggerService;
}

/** What is there and approved; whatever is on its way is looked at anyway. */
const isKept = ({ state, approvedRevision }: RequestRow) =>
  state === 'live' || (approvedRevision !== undefined && state === 'waiting');

/** Has a live request looked at as soon as anything of it was changed or deleted in its cluster, until stopped. */
export function followDrift(
  { clusters, store, logger }: Parts,
  timing: DriftTiming = usualTiming,
): { stop(): void } {
  const followed = new Map<Followed, () => void>();
  const due = new Map<string, NodeJS.Timeout>();
  /** When each was looked at; whoever was long ago may be looked at at once. */
  const looked = new LRUCache<string, number>({
    max: 10_000,
    ttl: timing.restMs,
  });

  async function look(id: string) {
    due.delete(id);
    looked.set(id, Date.now());
    const row = await store.get(id);
    if (row && isKept(row)) await store.wake(id);
  }

  function touch(id: string) {
    if (due.has(id)) return;
    const rested = (looked.get(id) ?? 0) + timing.restMs - Date.now();
    const timer = setTimeout(
      () =>
        look(id).catch(error =>
          logger.warn(`A change of request ${id} was not looked at: ${error}`),
        ),
      Math.max(timing.settleMs, rested),
    );
    timer.unref();
    due.set(id, timer);
  }

  function sync() {
    const all = clusters.all();
    for (const [cluster, stop] of followed) {
      if (all.includes(cluster)) continue;
      stop();
      followed.delete(cluster);
    }
    for (const cluster of all) {
      if (followed.has(cluster)) continue;
      followed.set(cluster, cluster.followMarked(requestLabel, touch));
    }
  }

  const stopListening = clusters.onChange(sync);
  sync();
  return {
    stop() {
      stopListening();
      followed.forEach(stop => stop());
      due.forEach(clearTimeout);
    },
  };
}
