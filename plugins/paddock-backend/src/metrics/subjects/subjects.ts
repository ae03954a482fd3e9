import {
  metricNames,
  type MetricName,
  type MetricSubject,
  type NodeState,
  type Usage,
} from '@paddock/backstage-plugin-paddock-common';
import type { ContainerObject, PodObject } from '../../kube/objects/objects';
import {
  type Amounts,
  containerAmounts,
  startedAmounts,
} from '../../kube/objects/podAmounts';
import { hasEnded } from '../../kube/objects/podPhase';
import {
  networkIsOfPod,
  nothingToSum,
  sharesNetwork,
  whyMissing,
  whyNotThrottled,
  whyPodMissing,
} from './missing';
import { maybe } from '../../kube/objects/wire';
import type { Load } from './loads';
import type { NodeFacts } from '../sample/nodes';
import type { Measurements } from '../sample/sampler';
import { figureOf, latestOf, measuredOf, sumOf, usageOf } from './usage';

/** What was measured in one namespace, from a time on. */
export interface Window {
  namespace: string;
  measured: Measurements;
  /** Milliseconds since 1970. */
  since: number;
}

export const perMetric = (usage: (metric: MetricName) => Usage) =>
  Object.fromEntries(
    metricNames.map(metric => [metric, usage(metric)]),
  ) as MetricSubject['usage'];

export const isLoad = (metric: MetricName): metric is 'cpu' | 'memory' =>
  metric === 'cpu' || metric === 'memory';

const nameOf = (pod: PodObject) => pod.metadata?.name ?? '';

function podValues(pod: PodObject, metric: MetricName, window: Window) {
  if (sharesNetwork(pod.spec, metric)) return undefined;
  const { namespace, measured, since } = window;
  const series = { namespace, pod: nameOf(pod), container: '', metric };
  return measured.values(series, since);
}

const whyOf = (pod: PodObject, metric: MetricName, { measured }: Window) =>
  whyPodMissing(pod, metric, measured.standing(pod.spec?.nodeName ?? ''));

/** A pod, and its containers after it. Pure. */
export function podSubjects(
  pod: PodObject,
  window: Window,
  workload?: string,
): MetricSubject[] {
  const { namespace, measured } = window;
  const own: MetricSubject = {
    level: 'pod',
    name: nameOf(pod),
    ...maybe('workload', workload),
    volumes: measured.volumes(namespace, nameOf(pod)),
    usage: perMetric(metric => ({
      ...usageOf(podValues(pod, metric, window), whyOf(pod, metric, window)),
      ...(isLoad(metric) && startedAmounts(pod, metric)),
    })),
  };
  const sidecars = (pod.spec?.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  const containers = [...(pod.spec?.containers ?? []), ...sidecars];
  return [own, ...containers.map(each => ofContainer(pod, each, window))];
}

function ofContainer(
  pod: PodObject,
  container: ContainerObject,
  window: Window,
): MetricSubject {
  const { namespace, measured, since } = window;
  const whose = {
    namespace,
    pod: nameOf(pod),
    container: container.name ?? '',
  };
  const cpu = containerAmounts(container, 'cpu');
  const throttled = measured.values({ ...whose, metric: 'throttled' }, since);
  const why = whyOf(pod, 'diskRead', window);
  return {
    level: 'container',
    name: `${whose.pod}/${whose.container}`,
    ...(container.restartPolicy === 'Always' && { sidecar: true }),
    throttled: figureOf(
      latestOf(throttled ?? []),
      whyNotThrottled(cpu.limit !== undefined, why),
    ),
    usage: perMetric(metric => {
      if (metric.startsWith('network'))
        return usageOf(undefined, networkIsOfPod);
      const values = measured.values({ ...whose, metric }, since);
      return {
        ...usageOf(values, whyOf(pod, metric, window)),
        ...(metric === 'cpu' && cpu),
        ...(metric === 'memory' && containerAmounts(container, 'memory')),
      };
    }),
  };
}

/** Several pods as one. A limit is shown only where each of them has one. Pure. */
export function sumSubject(
  about: Pick<MetricSubject, 'level' | 'name'>,
  pods: PodObject[],
  window: Window,
): MetricSubject {
  const length = window.measured.times(window.since).length;
  const running = pods.filter(isPresent);
  return {
    ...about,
    usage: perMetric(metric => {
      const all = running.map(pod => podValues(pod, metric, window));
      return {
        ...usageOf(sumOf(length, all), nothingToSum),
        sum: { measured: measuredOf(length, all), of: running.length },
        ...(isLoad(metric) &&
          sumAmounts(running.map(pod => startedAmounts(pod, metric)))),
      };
    }),
  };
}

const isPresent = ({ status }: PodObject) => !hasEnded(status?.phase);

function sumAmounts(all: Amounts[]): Amounts {
  const sum = (amounts: number[]) => amounts.reduce((a, b) => a + b, 0);
  const requests = all.flatMap(({ request }) => request ?? []);
  const limits = all.flatMap(({ limit }) => limit ?? []);
  return {
    ...(requests.length > 0 && { request: sum(requests) }),
    ...(limits.length > 0 &&
      limits.length === all.length && { limit: sum(limits) }),
  };
}

/** A node; its limit is what there is for pods. `load` is what is on it, where that may be known. Pure. */
export function nodeSubject(
  name: string,
  { measured, since }: Pick<Window, 'measured' | 'since'>,
  load?: Load,
): MetricSubject {
  const whose = { namespace: '', pod: name, container: '' };
  const standing = measured.standing(name);
  const facts = measured.facts(name);
  return {
    level: 'node',
    name,
    ...(facts && load && { node: stateOf(facts, load) }),
    usage: perMetric(metric => {
      const values = measured.values({ ...whose, metric }, since);
      return {
        ...usageOf(values, whyMissing({ metric, node: name, standing })),
        ...(isLoad(metric) && {
          ...maybe('request', load?.requests[metric]),
          ...maybe('limit', facts?.allocatable[metric]),
        }),
      };
    }),
  };
}

const stateOf = (
  { ready, cordoned, mostPods }: NodeFacts,
  { pods }: Load,
): NodeState => ({ ready, cordoned, pods, ...maybe('mostPods', mostPods) });
