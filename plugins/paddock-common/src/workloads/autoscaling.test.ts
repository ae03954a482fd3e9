import { autoscalingTargets } from './autoscaling';
import type { ScalingGauge } from './schemas/workload';

describe('the targets of an autoscaler, as kubectl prints them', () => {
  const cpuGauge: ScalingGauge = {
    source: 'resource',
    name: 'cpu',
    unit: 'percent-of-request',
    target: '60',
    current: '71',
  };
  const custom = (
    source: ScalingGauge['source'],
    more: Partial<ScalingGauge> = {},
  ): ScalingGauge => ({
    source,
    name: 'queue',
    unit: 'quantity',
    target: '5',
    current: '4100m',
    ...more,
  });

  it.each<[string, ScalingGauge[]]>([
    ['<none>', []],
    ['cpu: 71%/60%', [cpuGauge]],
    ['cpu: <unknown>/60%', [{ ...cpuGauge, current: undefined }]],
    ['cpu: 71%/60%', [{ ...cpuGauge, source: 'container', container: 'api' }]],
    ['4100m/5', [custom('pods', { average: true })]],
    ['4100m/5 (avg)', [custom('external', { average: true })]],
    ['4100m/5', [custom('object')]],
    [
      'cpu: 71%/60%, 4100m/5 + 2 more...',
      [cpuGauge, custom('pods'), custom('object'), cpuGauge],
    ],
  ])('are %s', (expected, metrics) => {
    expect(autoscalingTargets({ metrics })).toBe(expected);
  });
});
