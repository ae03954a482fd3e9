import { z } from 'zod';

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

/** Most pods that are asked for by name. */
export const mostMetricPods = 50;

const podName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

/** Query of `GET …/metrics`: without pods, those of the namespace that come first by name. */
export const metricsQuerySchema = z.strictObject({
  pods: z
    .string()
    .max(mostMetricPods * 254)
    .transform(names => names.split(','))
    .pipe(z.array(podName).min(1).max(mostMetricPods))
    .optional(),
  range: z.enum(metricRanges).default('15'),
});

export const metricsTargetSchema = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
});
