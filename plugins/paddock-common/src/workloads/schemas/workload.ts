import { z } from 'zod';
import { reachSchema } from '../../live/schemas';
import { countSchema, instantSchema } from '../../values';
import { controllerKinds, workloadKinds, workloadStates } from '../model';
import { deliverySchema, rollbackGuardSchema } from './delivery';
import { findingSchema } from './finding';

export const controllerKindSchema = z.enum(controllerKinds);

export const workloadKindSchema = z
  .enum(workloadKinds)
  .describe('Pods are those of which no workload of the other kinds is known');

export const workloadStateSchema = z.enum(workloadStates);

/** Pod counts of a rollout. `newReady + newStarting + old` is the number of pods that exist. */
export const rolloutCountsSchema = z.strictObject({
  wanted: countSchema,
  newReady: countSchema,
  newStarting: countSchema,
  old: countSchema,
  /** Ready for at least minReadySeconds, of any revision. */
  available: countSchema,
});
export type RolloutCounts = z.infer<typeof rolloutCountsSchema>;

/** The diagnosis of a workload: state, summary, list, alerts and Home derive from it. */
export const rolloutSchema = z.strictObject({
  state: workloadStateSchema,
  counts: rolloutCountsSchema,
  findings: z
    .array(findingSchema)
    .describe('The heaviest first; empty where all is as it should be'),
  /** ISO 8601: when something of it last changed, while it is on its way. */
  changedAt: instantSchema.optional(),
  /** ISO 8601: since when it is being deleted. */
  deletedAt: instantSchema.optional(),
  /** `deployment.kubernetes.io/revision`, or the update revision's name. */
  revision: z.string().optional(),
});
export type Rollout = z.infer<typeof rolloutSchema>;

/** One metric of an autoscaler: percentages in whole numbers, the others as Kubernetes quantities. */
export const scalingGaugeSchema = z.strictObject({
  source: z.enum(['resource', 'container', 'pods', 'object', 'external']),
  /** `cpu`, `memory`, or the name of a custom metric. */
  name: z.string(),
  /** Of the source `container`. */
  container: z.string().optional(),
  /** It is divided by the number of pods before it is compared. */
  average: z.literal(true).optional(),
  unit: z.enum(['percent-of-request', 'quantity']),
  target: z.string().optional(),
  /** Absent while it could not be read. */
  current: z.string().optional(),
});
export type ScalingGauge = z.infer<typeof scalingGaugeSchema>;

export const autoscalingSchema = z
  .strictObject({
    name: z.string(),
    min: z.int(),
    max: z.int(),
    current: z.int(),
    desired: z.int().describe('After every bound'),
    /** ISO 8601; when it last changed the number of pods. */
    scaledAt: instantSchema.optional(),
    metrics: z.array(scalingGaugeSchema),
    quotaAdmits: z
      .int()
      .optional()
      .describe(
        'How many of its pods the quotas of the namespace admit, those that are there included',
      ),
    state: z.discriminatedUnion('is', [
      /** Its controller has yet to look at it. */
      z.strictObject({
        is: z.literal('unseen'),
      }),
      z.strictObject({
        is: z.literal('scaling'),
      }),
      /** It would go further than its own behaviour (`spec.behavior`) lets it go at once. */
      z.strictObject({
        is: z.literal('slowed'),
        way: z.enum(['up', 'down']),
      }),
      /** `wish` is what its metrics alone would make of the current number, where they tell; `since` is ISO 8601. */
      z.strictObject({
        is: z.literal('at-max'),
        wish: z.int().optional(),
        since: instantSchema.optional(),
      }),
      z.strictObject({
        is: z.literal('at-min'),
      }),
      /** It waits for its stabilization window before it scales down. */
      z.strictObject({
        is: z.literal('stabilizing'),
      }),
      z.strictObject({
        is: z.literal('off'),
      }),
      /** The controller's own words. */
      z.strictObject({
        is: z.literal('failing'),
        reason: z.string(),
        message: z.string(),
      }),
    ]),
  })
  .describe('What the HorizontalPodAutoscaler of a workload does');
export type Autoscaling = z.infer<typeof autoscalingSchema>;

export const jobRunSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    status: z.string().describe('The column STATUS'),
    completions: z.string().describe('The column COMPLETIONS'),
    active: countSchema,
    failed: countSchema,
    startedAt: instantSchema.optional(),
    /** When it was complete, or had failed. */
    finishedAt: instantSchema.optional(),
    /** Why it failed: the Job controller's own words. */
    failure: z
      .strictObject({
        reason: z.string(),
        message: z.string(),
      })
      .optional(),
  })
  .describe('One Job, with the words of `kubectl get jobs`');
export type JobRun = z.infer<typeof jobRunSchema>;

export const batchSchema = z
  .discriminatedUnion('is', [
    z.strictObject({
      is: z.literal('job'),
      run: jobRunSchema,
      suspended: z.boolean(),
    }),
    z.strictObject({
      is: z.literal('schedule'),
      schedule: z.string(),
      timeZone: z.string().optional(),
      suspended: z.boolean(),
      active: countSchema,
      lastScheduledAt: instantSchema.optional(),
      lastSucceededAt: instantSchema.optional(),
      runs: z.array(jobRunSchema),
    }),
  ])
  .describe('What is run to its end');
export type Batch = z.infer<typeof batchSchema>;

/** One workload with its rollout. `id` is the Kubernetes uid. Instants are ISO 8601. */
export const workloadSchema = z.strictObject({
  type: z.literal('workload'),
  id: z.string().describe('The Kubernetes uid'),
  cluster: z.string(),
  namespace: z.string(),
  kind: workloadKindSchema,
  name: z.string(),
  madeBy: z
    .strictObject({
      kind: z.string(),
      name: z.string(),
    })
    .optional()
    .describe(
      'What makes the pods, of the kind Pods; absent where nothing does',
    ),
  /** The value of the label `backstage.io/kubernetes-id`, where there is one. */
  component: z.string().optional(),
  createdAt: instantSchema,
  images: z.array(z.string()),
  rollout: rolloutSchema,
  autoscaling: autoscalingSchema.optional(),
  /** Of a Job or a CronJob. */
  batch: batchSchema.optional(),
  /** Of a Rollout. */
  delivery: deliverySchema.optional(),
  /** Of a Deployment that the portal rolls back, or has rolled back, by itself. */
  rollbackGuard: rollbackGuardSchema.optional(),
});
export type Workload = z.infer<typeof workloadSchema>;

/** One pod of a workload. `id` is the Kubernetes uid. */
export const podLineSchema = z.strictObject({
  type: z.literal('pod'),
  id: z.string().describe('The Kubernetes uid'),
  workload: z.string().describe('The id of its workload'),
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** Does it run the revision that is wanted now? */
  revision: z.enum(['new', 'old']),
  status: z.string().describe('As kubectl prints it'),
  ready: z.strictObject({
    containers: countSchema,
    of: countSchema,
  }),
  restarts: countSchema,
  restartedAt: z
    .string()
    .optional()
    .describe('When the run before the latest restart ended'),
  createdAt: instantSchema,
  node: z.string().optional(),
  /** The cluster's own words about what is wrong. */
  message: z.string().optional(),
});
export type PodLine = z.infer<typeof podLineSchema>;

/** Items of the topic `entity-workloads`. */
export const entityWorkloadItemSchema = z.union([
  workloadSchema,
  podLineSchema,
]);
export type EntityWorkloadItem = z.infer<typeof entityWorkloadItemSchema>;

/** Meta of the topic `workloads`: the window's order, and what lies outside of it. */
export const workloadWindowSchema = z.strictObject({
  /** Ids of the window's rows, in order. */
  order: z.array(z.string()),
  offset: countSchema,
  /** How many match the query, and how many there are that this person may see. */
  matching: countSchema,
  visible: countSchema,
  /** Of the visible ones, for the filter chips. */
  namespaces: z.record(z.string(), countSchema),
  states: z.partialRecord(workloadStateSchema, countSchema),
});
export type WorkloadWindow = z.infer<typeof workloadWindowSchema>;

/** Answer of `GET /workloads`. */
export const workloadPageSchema = workloadWindowSchema.extend({
  items: z.array(workloadSchema),
  /** How far the clusters that were looked at can be trusted. */
  clusters: z.record(z.string(), reachSchema),
});
export type WorkloadPage = z.infer<typeof workloadPageSchema>;

/** Answer of `GET /entities/{kind}/{namespace}/{name}/workloads`. */
export const entityWorkloadsSchema = z.strictObject({
  items: z.array(entityWorkloadItemSchema),
  clusters: z.record(z.string(), reachSchema),
});
export type EntityWorkloads = z.infer<typeof entityWorkloadsSchema>;

/** Answer of `GET …/workloads/:kind/:name/reasons`: the findings of the live views, with what is read on demand. */
export const workloadReasonsSchema = z.strictObject({
  findings: z.array(findingSchema),
});
export type WorkloadReasons = z.infer<typeof workloadReasonsSchema>;
