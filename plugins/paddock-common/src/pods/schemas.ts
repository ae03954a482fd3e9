import { z } from 'zod';
import { instantSchema } from '../values';

/** How a container is, or how its run before ended. Instants are ISO 8601. */
export const containerStateSchema = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('running'),
    since: instantSchema.optional(),
  }),
  z.strictObject({
    is: z.literal('waiting'),
    reason: z.string(),
    message: z.string().optional(),
  }),
  z.strictObject({
    is: z.literal('terminated'),
    reason: z.string(),
    exitCode: z.number(),
    signal: z.number().optional(),
    message: z.string().optional(),
    startedAt: instantSchema.optional(),
    finishedAt: instantSchema.optional(),
  }),
  z.strictObject({
    is: z.literal('unknown'),
  }),
]);
export type ContainerState = z.infer<typeof containerStateSchema>;

export const podContainerSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['init', 'sidecar', 'main', 'debug']),
  image: z.string(),
  ready: z.boolean(),
  restarts: z.number(),
  state: containerStateSchema,
  /** How the run before the last restart ended. */
  last: containerStateSchema.optional(),
  /** Kubernetes quantities by resource name. */
  requests: z.record(z.string(), z.string()),
  limits: z.record(z.string(), z.string()),
  /** Whether it has a shell to be opened is not known before it is tried. */
  ports: z.array(
    z.strictObject({
      port: z.number(),
      protocol: z.string(),
      name: z.string().optional(),
    }),
  ),
});
export type PodContainer = z.infer<typeof podContainerSchema>;

/** One event about an object, as the cluster tells it. */
export const objectEventSchema = z.strictObject({
  id: z.string(),
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  count: z.number(),
  firstAt: instantSchema,
  lastAt: instantSchema,
  /** `Pod/payments-api-7c9f`, with the container's name where it is about one. */
  about: z.string(),
  by: z.string(),
});
export type ObjectEvent = z.infer<typeof objectEventSchema>;

/** Answer of `GET …/pods/:name`: what `kubectl describe pod` tells, without its layout. */
export const podDetailSchema = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  cluster: z.string(),
  createdAt: instantSchema,
  deletedAt: instantSchema.optional(),
  phase: z.string(),
  reason: z.string().optional().describe('Why the whole pod is in that phase'),
  message: z.string().optional(),
  node: z.string().optional(),
  ip: z.string().optional(),
  qos: z.string().optional(),
  serviceAccount: z.string().optional(),
  /** `ReplicaSet/payments-api-7c9f8d5b6d` */
  owner: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  conditions: z.array(
    z.strictObject({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      at: instantSchema.optional(),
    }),
  ),
  containers: z.array(podContainerSchema),
  /** What the whole pod asks for and may not exceed: Kubernetes quantities by resource name. */
  requests: z.record(z.string(), z.string()),
  limits: z.record(z.string(), z.string()),
  /** What is mounted: `data: claim payments-data`. */
  volumes: z.array(
    z.strictObject({
      name: z.string(),
      from: z.string(),
    }),
  ),
  events: z.array(objectEventSchema),
  /** The whole object, without the bookkeeping of field managers. */
  yaml: z.string(),
});
export type PodDetail = z.infer<typeof podDetailSchema>;

/** One line of a log: the place of its source in the request, when it was written (RFC 3339), and its text. */
export const logLineSchema = z.tuple([z.number(), z.string(), z.string()]);
export type LogLine = z.infer<typeof logLineSchema>;

/** What the stream carries: one JSON object a line. */
export const logFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('lines'),
    lines: z
      .array(logLineSchema)
      .describe(
        'Each: the place of its source in the request, when it was written, its text',
      ),
  }),
  /** This source waits for others to end: so many log streams of the cluster are open. */
  z.strictObject({
    type: z.literal('waiting'),
    source: z.int(),
    open: z.int(),
  }),
  /** This source has waited, and is being read now. */
  z.strictObject({
    type: z.literal('reading'),
    source: z.int(),
  }),
  /** This source has no more; `reason` where that is not simply its end. */
  z.strictObject({
    type: z.literal('end'),
    source: z.int(),
    reason: z.string().optional(),
  }),
  /** Sent every 15 s, so that both sides notice a dead connection. */
  z.strictObject({
    type: z.literal('beat'),
  }),
  /** The stream ends on purpose. */
  z.strictObject({
    type: z.literal('bye'),
    reason: z.enum(['token-expires', 'rights-lost', 'done']),
  }),
]);
export type LogFrame = z.infer<typeof logFrameSchema>;
