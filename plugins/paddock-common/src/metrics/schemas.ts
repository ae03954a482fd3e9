import { z } from 'zod';
import { missingRightSchema } from '../live/schemas';
import { metricNames } from './model';

export const metricNameSchema = z.enum(metricNames);

/** What was measured last, or why nothing was. */
export const figureSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    value: z.number(),
  }),
  /** A sentence. */
  z.strictObject({
    state: z.literal('missing'),
    because: z.string(),
  }),
]);
export type Figure = z.infer<typeof figureSchema>;

/** Values one after the other from this place of the answer's `at` on; between two runs nothing was measured. */
export const metricRunSchema = z.strictObject({
  from: z.number(),
  values: z.array(z.number()),
});
export type MetricRun = z.infer<typeof metricRunSchema>;

/** One metric of one subject; all amounts in the unit of the metric. */
export const usageSchema = z.strictObject({
  latest: figureSchema,
  runs: z.array(metricRunSchema),
  /** What it has asked for; of CPU and memory only. */
  request: z.number().optional(),
  /** What it cannot exceed: of a node, what there is for pods. Absent where nothing holds it. */
  limit: z.number().optional(),
  /** Of a namespace: what all requests and all limits in it may add up to. */
  quota: z
    .strictObject({
      request: z.number().optional(),
      limit: z.number().optional(),
    })
    .optional(),
  /** Of a sum: of how many of its pods or nodes there is a figure. */
  sum: z
    .strictObject({
      measured: z.number(),
      of: z.number(),
    })
    .optional(),
});
export type Usage = z.infer<typeof usageSchema>;

/** The file system of a claim's volume, as the kubelet measures it; bytes. Some volumes share that of their node. */
export const metricVolumeSchema = z.strictObject({
  claim: z.string(),
  used: z.number(),
  capacity: z.number(),
});
export type MetricVolume = z.infer<typeof metricVolumeSchema>;

export const metricLevelSchema = z.enum([
  'workload',
  'pod',
  'container',
  'namespace',
  'node',
  'cluster',
]);
export type MetricLevel = z.infer<typeof metricLevelSchema>;

/** How a node stands, beside what it uses. */
export const nodeStateSchema = z.strictObject({
  ready: z.boolean(),
  /** Nothing new is put on it. */
  cordoned: z.boolean(),
  /** That count for it: what has ended does not. */
  pods: z.number(),
  mostPods: z.number().optional(),
});
export type NodeState = z.infer<typeof nodeStateSchema>;

export const metricSubjectSchema = z
  .strictObject({
    level: metricLevelSchema,
    /**
     * Of a container with its pod: `payments-api-7c9f/app`. Of a workload with its kind: `Deployment/payments-api`, or `all`,
     * whose pods are those that were asked for. Of a pod beside those of other namespaces `payments/payments-api-7c9f`.
     */
    name: z.string(),
    usage: z
      .record(metricNameSchema, usageSchema)
      .describe(
        'By metric: cpu in mCPU, memory in bytes, networkIn, networkOut, diskRead and diskWrite in bytes a second. Where a figure cannot be had, `latest` says why.',
      ),
    /** Of a container: the share, 0 to 1, of the last periods in which it was held back by its CPU limit. */
    throttled: figureSchema.optional(),
    /** Of a pod, as far as they are measured. */
    volumes: z.array(metricVolumeSchema).optional(),
    node: nodeStateSchema.optional(),
    /** Of a container: it is an init container that runs beside the others. */
    sidecar: z.boolean().optional(),
    /** Of a pod: the name of its workload among the subjects. */
    workload: z.string().optional(),
  })
  .describe('One rung of the ladder from a container to its cluster');
export type MetricSubject = z.infer<typeof metricSubjectSchema>;

/** Where the values come from. */
export const metricHistorySchema = z.discriminatedUnion('from', [
  /** The portal has looked while somebody watched. `reach` is what Prometheus offers beside it. */
  z.strictObject({
    from: z.literal('looks'),
    reach: z.enum(['short', 'long']),
  }),
  /** Prometheus; a value for each of so many seconds: of memory the highest, of others the mean. */
  z.strictObject({
    from: z.literal('prometheus'),
    stepSeconds: z.int(),
    reach: z.literal('long'),
  }),
  /** What was asked for cannot be had, so it is what the portal has looked at. `because` is a sentence. */
  z.strictObject({
    from: z.literal('looks-instead'),
    because: z.string(),
    reach: z.enum(['short', 'long']),
  }),
]);
export type MetricHistory = z.infer<typeof metricHistorySchema>;

/** Answer of `GET /clusters/:cluster/namespaces/:namespace/metrics`. */
export const metricsAnswerSchema = z.strictObject({
  cluster: z.string(),
  namespace: z.string(),
  /** When was measured: seconds since 1970, oldest first. */
  at: z.array(z.int()),
  subjects: z.array(metricSubjectSchema),
  /** Whether nodes are among the subjects. */
  nodes: z.enum(['shown', 'denied']),
  history: metricHistorySchema,
});
export type MetricsAnswer = z.infer<typeof metricsAnswerSchema>;

/** Answer of `GET /clusters/:cluster/pool`. */
export const poolAnswerSchema = z.strictObject({
  cluster: z.string(),
  /** When was measured: seconds since 1970, oldest first. */
  at: z.array(z.int()),
  /** What was asked for, with its values; absent where it is the cluster, and the person may not see its nodes. */
  rung: metricSubjectSchema.optional(),
  /** These and the following without the values of before. */
  nodes: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('shown'),
      all: z.array(metricSubjectSchema),
    }),
    z.strictObject({
      state: z.literal('denied'),
      missing: z.array(missingRightSchema),
    }),
  ]),
  /** Those whose pods the person may see measured. */
  namespaces: z.array(metricSubjectSchema),
  /** Of the node that was asked for; those that the person may see measured. */
  pods: z.array(metricSubjectSchema),
  history: metricHistorySchema,
});
export type PoolAnswer = z.infer<typeof poolAnswerSchema>;
