import {
  type MetricRange,
  type MetricsAnswer,
  mostMetricPods,
} from '@paddock/backstage-plugin-paddock-common';
import { useGet } from '../portal/useLoaded';

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

/** As often as is measured; until the first figures are there, more often. */
export const figuresEveryMs = (answer: { at: number[] } | undefined) =>
  answer && answer.at.length < 2 ? 3_000 : 15_000;

/** What the pods use. */
export const useMetrics = (place: MetricsPlace, range: MetricRange) =>
  useGet<MetricsAnswer>(pathOf(place, range), {
    everyMs: figuresEveryMs,
    whole: `metrics of ${place.cluster}/${place.namespace}`,
  }).loaded;
