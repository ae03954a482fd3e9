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
  | { state: 'refused'; reason: string };

/** The clusters that the portal watches. */
export function useClusters(): ClustersState {
  const portal = usePortal();
  const [state, setState] = useState<ClustersState>({ state: 'waiting' });
  useEffect(() => {
    const stop = new AbortController();
    portal.get<ClusterLine[]>('/clusters', stop.signal).then(
      clusters => setState({ state: 'ready', clusters }),
      error => {
        if (stop.signal.aborted) return;
        setState({ state: 'refused', reason: inWords(error) });
      },
    );
    return () => stop.abort();
  }, [portal]);
  return state;
}
