import {
  type MetricRange,
  type MetricsAnswer,
  mostMetricPods,
} from '@paddock/backstage-plugin-paddock-common';
import { type FiguresState, useFigures } from './useFigures';

/** The pods of a workload, or all of a namespace. */
export interface MetricsPlace {
  cluster: string;
  namespace: string;
  /** Their names. */
  pods?: readonly string[];
}

function pathOf(
  { cluster, namespace, pods }: MetricsPlace,
  range: MetricRange,
): string {
  const names = pods && [...pods].sort().slice(0, mostMetricPods).join(',');
  const query = new URLSearchParams({ ...(names && { pods: names }), range });
  return `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/metrics?${query}`;
}

/** What the pods use. */
export const useMetrics = (
  place: MetricsPlace,
  range: MetricRange,
): FiguresState<MetricsAnswer> =>
  useFigures(pathOf(place, range), `${place.cluster}/${place.namespace}`);
