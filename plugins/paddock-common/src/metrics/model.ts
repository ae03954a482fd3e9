import { z } from 'zod';
import { dnsNameSchema } from '../targets';

/** CPU in mCPU, memory (the working set) in bytes, all others in bytes a second. */
export const metricNames = [
  'cpu',
  'memory',
  'networkIn',
  'networkOut',
  'diskRead',
  'diskWrite',
] as const;
export type MetricName = (typeof metricNames)[number];

/** Minutes of history that the portal has by itself. */
export const shortRanges = ['5', '15', '30'] as const;
/** Minutes of history that Prometheus has. */
export const longRanges = ['60', '360', '1440', '10080'] as const;
export const metricRanges = [...shortRanges, ...longRanges] as const;
export type MetricRange = (typeof metricRanges)[number];
export type LongRange = (typeof longRanges)[number];

export const metricRange = z
  .enum(metricRanges)
  .default('15')
  .describe('In minutes; from 60 on it takes a Prometheus');

/** Most pods that are asked for by name. */
export const mostMetricPods = 50;

/** Query of `GET …/metrics`: without pods, those of the namespace that come first by name. */
export const metricsQuerySchema = z.strictObject({
  pods: z
    .string()
    .max(mostMetricPods * 254)
    .transform(names => names.split(','))
    .pipe(z.array(dnsNameSchema).min(1).max(mostMetricPods))
    .optional()
    .describe('Names, separated by commas'),
  range: metricRange,
});
