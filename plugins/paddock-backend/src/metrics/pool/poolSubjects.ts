import type {
  MetricName,
  MetricSubject,
  Usage,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import { maybe } from '../../kube/objects/wire';
import type { Load } from '../subjects/loads';
import {
  noMeasuredNode,
  nothingToSum,
  sharedNetwork,
  whyOnNodeMissing,
} from '../subjects/missing';
import { isLoad, perMetric, type Window } from '../subjects/subjects';
import { measuredOf, sumOf, usageOf } from '../subjects/usage';

/** What was measured, from a time on. */
export type PoolWindow = Pick<Window, 'measured' | 'since'>;

/** All nodes as one: what is measured of some is the sum of some. Pure. */
export function clusterSubject(
  name: string,
  nodes: MetricSubject[],
  { measured, since }: PoolWindow,
): MetricSubject {
  const length = measured.times(since).length;
  const valuesOf = (node: string, metric: MetricName) =>
    measured.values({ namespace: '', pod: node, container: '', metric }, since);
  return {
    level: 'cluster',
    name,
    usage: perMetric(metric => {
      const all = nodes.map(node => valuesOf(node.name, metric));
      return {
        ...usageOf(sumOf(length, all), noMeasuredNode),
        sum: { measured: measuredOf(length, all), of: nodes.length },
        ...(isLoad(metric) &&
          boundsOf(nodes.map(({ usage }) => usage[metric]))),
      };
    }),
  };
}

/** What is asked for of all nodes, and what there is: of a part it would mislead. */
function boundsOf(all: Usage[]): Pick<Usage, 'request' | 'limit'> {
  const sum = (key: 'request' | 'limit') => {
    const values = all.flatMap(usage => usage[key] ?? []);
    return values.length > 0 && values.length === all.length
      ? values.reduce((one, other) => one + other, 0)
      : undefined;
  };
  return {
    ...maybe('request', sum('request')),
    ...maybe('limit', sum('limit')),
  };
}

/** All pods of a namespace as one. Pure. */
export function namespaceSubject(
  namespace: string,
  { pods, requests }: Load,
  { measured, since }: PoolWindow,
): MetricSubject {
  return {
    level: 'namespace',
    name: namespace,
    usage: perMetric(metric => {
      const series = { namespace, pod: '', container: '', metric };
      return {
        ...usageOf(measured.values(series, since), nothingToSum),
        sum: { measured: measured.measuredPods(namespace, metric), of: pods },
        ...(isLoad(metric) && { request: requests[metric] }),
      };
    }),
  };
}

/** A pod by its row, beside pods of other namespaces. Pure. */
export function podRowSubject(
  { namespace, name, node = '', requests, hostNetwork }: PodRow,
  { measured, since }: PoolWindow,
): MetricSubject {
  const standing = measured.standing(node);
  return {
    level: 'pod',
    name: `${namespace}/${name}`,
    usage: perMetric(metric => {
      const shares = hostNetwork && metric.startsWith('network');
      const series = { namespace, pod: name, container: '', metric };
      const values = shares ? undefined : measured.values(series, since);
      const why = shares
        ? sharedNetwork
        : whyOnNodeMissing({ metric, node, standing });
      return {
        ...usageOf(values, why),
        ...(isLoad(metric) && maybe('request', requests?.[metric])),
      };
    }),
  };
}
