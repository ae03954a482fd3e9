import {
  metricNames,
  type MetricLevel,
  type MetricSubject,
  type Usage,
} from '@paddock/backstage-plugin-paddock-common';

export const known = (...values: number[]): Usage => ({
  latest: { state: 'known', value: values[values.length - 1]! },
  runs: [{ from: 0, values }],
});

export const missing = (because: string): Usage => ({
  latest: { state: 'missing', because },
  runs: [],
});

/** Nothing is measured but this. */
export const usageOf = (changes: Partial<MetricSubject['usage']>) =>
  ({
    ...Object.fromEntries(metricNames.map(each => [each, missing('No disk.')])),
    ...changes,
  } as MetricSubject['usage']);

export const aSubject = (
  level: MetricLevel,
  name: string,
  usage: Partial<MetricSubject['usage']> = {},
): MetricSubject => ({ level, name, usage: usageOf(usage) });
