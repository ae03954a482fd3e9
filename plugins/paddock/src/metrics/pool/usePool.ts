import type {
  ClusterLine,
  MetricRange,
  PoolAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';
import { type FiguresState, useFigures } from '../useFigures';
import type { PoolPlace } from './usePoolView';

/** How full a cluster is, with the values of one of its rungs. */
export function usePool(
  cluster: string,
  place: PoolPlace,
  range: MetricRange,
): FiguresState<PoolAnswer> {
  const of = place.level === 'cluster' ? '' : `${place.level}:${place.name}`;
  const query = new URLSearchParams({ ...(of && { of }), range });
  return useFigures(
    `/clusters/${encodeURIComponent(cluster)}/pool?${query}`,
    `${cluster}/${of}`,
  );
}

export type ClustersState =
  | { state: 'waiting' }
  | { state: 'ready'; clusters: ClusterLine[] }
  | { state: 'lost'; since: string; reason: string };

/** How often it is looked at again how the clusters are. */
const againMs = 10_000;

/** What is known stays: that figures cannot be read is told where they are. */
function afterFailure(before: ClustersState, reason: string): ClustersState {
  if (before.state === 'ready') return before;
  const since =
    before.state === 'lost' ? before.since : new Date().toISOString();
  return { state: 'lost', since, reason };
}

/** The clusters that the portal watches. */
export function useClusters(): ClustersState {
  const portal = usePortal();
  const [state, setState] = useState<ClustersState>({ state: 'waiting' });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const path = '/clusters';
        const clusters = await portal.get<ClusterLine[]>(path, stop.signal);
        setState({ state: 'ready', clusters });
      } catch (error) {
        if (stop.signal.aborted) return;
        setState(before => afterFailure(before, inWords(error)));
      }
      if (!stop.signal.aborted) timer = setTimeout(look, againMs);
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal]);
  return state;
}
