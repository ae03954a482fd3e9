import type {
  MetricRange,
  PoolAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import { useGet } from '../../portal/useLoaded';
import { figuresEveryMs } from '../useMetrics';
import type { PoolPlace } from './usePoolView';

/** How full a cluster is, with the values of one of its rungs. */
export function usePool(cluster: string, place: PoolPlace, range: MetricRange) {
  const of = place.level === 'cluster' ? '' : `${place.level}:${place.name}`;
  const query = new URLSearchParams({ ...(of && { of }), range });
  return useGet<PoolAnswer>(
    `/clusters/${encodeURIComponent(cluster)}/pool?${query}`,
    { everyMs: figuresEveryMs, whole: `pool of ${cluster}/${of}` },
  ).loaded;
}
