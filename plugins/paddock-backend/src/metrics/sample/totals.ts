import {
  type MetricName,
  metricNames,
} from '@paddock/backstage-plugin-paddock-common';
import type { Gauge } from './reading';

/** What the pods of a namespace use together, and of how many of them it is known. */
export type Totals = ReadonlyMap<string, ReadonlyMap<MetricName, Total>>;

export interface Total {
  value: number;
  measured: number;
}

const isMetric = (metric: Gauge['metric']): metric is MetricName =>
  metricNames.some(each => each === metric);

/** Adds up one look, pod by pod, for each namespace; of the network that pods share with their node nothing is theirs. */
export function createTotals(sharing: ReadonlySet<string>) {
  const totals = new Map<string, Map<MetricName, Total>>();
  const isLeftOut = ({ namespace, pod, container, metric }: Gauge) =>
    namespace === '' ||
    container !== '' ||
    (metric.startsWith('network') && sharing.has(`${namespace}/${pod}`));
  return {
    all: totals as Totals,
    add(gauge: Gauge) {
      const { namespace, metric, value: more } = gauge;
      if (!isMetric(metric) || isLeftOut(gauge)) return;
      const own = totals.get(namespace) ?? new Map<MetricName, Total>();
      totals.set(namespace, own);
      const { value: sum, measured } = own.get(metric) ?? {
        value: 0,
        measured: 0,
      };
      own.set(metric, { value: sum + more, measured: measured + 1 });
    },
  };
}
