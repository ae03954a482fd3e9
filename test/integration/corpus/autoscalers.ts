import type { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

/** One metric as an autoscaler wants it, and as its controller has read it; undefined while it has not. */
interface Metric {
  wanted: object;
  seen?: object;
}

const metric = { name: 'requests_per_second' };
const object = {
  metric,
  describedObject: { apiVersion: 'v1', kind: 'Service', name: 'api' },
};

const utilization = (averageUtilization: number) => ({
  target: { type: 'Utilization', averageUtilization },
});
const average = (averageValue: string) => ({
  target: { type: 'AverageValue', averageValue },
});
const value = (of: string) => ({ target: { type: 'Value', value: of } });

const of = (type: string, key: string, common: object) => ({
  wanted: (target: object) => ({ type, [key]: { ...common, ...target } }),
  seen: (current: object) => ({ type, [key]: { ...common, current } }),
});
const cpu = of('Resource', 'resource', { name: 'cpu' });
const memory = of('Resource', 'resource', { name: 'memory' });
const ofContainer = of('ContainerResource', 'containerResource', {
  name: 'cpu',
  container: 'app',
});
const ofPods = of('Pods', 'pods', { metric });
const ofObject = of('Object', 'object', object);
const external = of('External', 'external', { metric });

/** Each type of metric with each type of target, read and not read. */
const metrics: Metric[] = [
  {
    wanted: cpu.wanted(utilization(60)),
    seen: cpu.seen({ averageUtilization: 71, averageValue: '71m' }),
  },
  { wanted: cpu.wanted(utilization(60)) },
  {
    wanted: memory.wanted(average('512Mi')),
    seen: memory.seen({ averageUtilization: 50, averageValue: '300Mi' }),
  },
  {
    wanted: ofContainer.wanted(utilization(80)),
    seen: ofContainer.seen({ averageUtilization: 5, averageValue: '5m' }),
  },
  { wanted: ofContainer.wanted(average('500m')) },
  {
    wanted: ofPods.wanted(average('100')),
    seen: ofPods.seen({ averageValue: '133500m' }),
  },
  {
    wanted: ofObject.wanted(value('10k')),
    seen: ofObject.seen({ value: '9999', averageValue: '33' }),
  },
  {
    wanted: ofObject.wanted(average('100')),
    seen: ofObject.seen({ value: '1k', averageValue: '250' }),
  },
  {
    wanted: external.wanted(value('30')),
    seen: external.seen({ value: '41', averageValue: '7' }),
  },
  {
    wanted: external.wanted(average('5')),
    seen: external.seen({ value: '41', averageValue: '4100m' }),
  },
  { wanted: external.wanted(average('5')) },
];

export interface AutoscalerCase {
  spec: object;
  status: object;
}

function caseOf(chosen: Metric[], random: Random): AutoscalerCase {
  const min = 1 + random.below(3);
  const max = min + random.below(8);
  // The controller tells of none of them before it has read the first.
  const seen = chosen.flatMap(each => each.seen ?? []);
  const all = seen.length === chosen.length;
  return {
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'api',
      },
      ...(random.below(3) > 0 && { minReplicas: min }),
      maxReplicas: max,
      metrics: chosen.map(each => each.wanted),
    },
    status: {
      currentReplicas: random.below(max + 1),
      desiredReplicas: random.below(max + 1),
      currentMetrics: all ? seen : [],
    },
  };
}

/** Every metric alone, and some together. */
export function autoscalerCases(random: Random): AutoscalerCase[] {
  const alone = metrics.map(each => caseOf([each], random));
  const none = caseOf([], random);
  const together = Array.from({ length: 28 }, () =>
    caseOf(
      Array.from({ length: 2 + random.below(3) }, () => random.pick(metrics)),
      random,
    ),
  );
  return [none, ...alone, ...together];
}
