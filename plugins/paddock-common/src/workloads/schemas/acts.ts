import { z } from 'zod';
import { missingRightSchema } from '../../live/schemas';
import { instantSchema } from '../../values';
import { workloadActs } from '../acts';

export const workloadActSchema = z.enum(workloadActs);

/** The tool and its application that keep a workload as a repository says. */
export const gitOpsOwnerSchema = z.strictObject({
  tool: z.enum(['Argo CD', 'Flux']),
  name: z.string(),
  /** Where that tool shows it, if the portal knows. */
  link: z.string().optional(),
});
export type GitOpsOwner = z.infer<typeof gitOpsOwnerSchema>;

/** Whether an act is possible for whoever asks, and if not, why. */
export const actAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('possible'),
  }),
  z.strictObject({
    state: z.literal('forbidden'),
    missing: missingRightSchema,
  }),
  z.strictObject({
    state: z.literal('not-for-this'),
    why: z.string(),
  }),
  z.strictObject({
    state: z.literal('elsewhere'),
    owner: gitOpsOwnerSchema,
  }),
]);
export type ActAnswer = z.infer<typeof actAnswerSchema>;

/** Answer of `GET …/workloads/:kind/:name/acts`. */
export const workloadActsSchema = z.strictObject({
  acts: z.record(workloadActSchema, actAnswerSchema),
  autoscaler: z
    .string()
    .optional()
    .describe(
      'The autoscaler that decides about the number of pods, where there is one',
    ),
});
export type WorkloadActs = z.infer<typeof workloadActsSchema>;

/** What became of one workload of `POST /clusters/:cluster/acts`: in the order in which they were asked about. */
export const workloadActsAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('known'),
    answer: workloadActsSchema,
  }),
  z.strictObject({
    state: z.literal('unknown'),
    reason: z.string(),
  }),
]);
export type WorkloadActsAnswer = z.infer<typeof workloadActsAnswerSchema>;

/** Answer of `POST /clusters/:cluster/acts`. */
export const manyWorkloadActsSchema = z.strictObject({
  items: z.array(workloadActsAnswerSchema),
});
export type ManyWorkloadActs = z.infer<typeof manyWorkloadActsSchema>;

/** One difference between the pod templates of two revisions. Values are as the cluster has them; absent where there was none. */
export const templateChangeSchema = z.strictObject({
  /** `image of api`, `env LOG_LEVEL of api` */
  what: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});
export type TemplateChange = z.infer<typeof templateChangeSchema>;

/** One revision of a workload, with what it changed. */
export const workloadRevisionSchema = z.strictObject({
  revision: z.int(),
  current: z.boolean(),
  /** ISO 8601; when its ReplicaSet or ControllerRevision was made. */
  createdAt: instantSchema,
  images: z.array(z.string()),
  /** The annotation `kubernetes.io/change-cause`. */
  cause: z.string().optional(),
  /** Against the revision before it; of the oldest kept revision nothing is known. */
  changes: z.array(templateChangeSchema).optional(),
  reads: z
    .array(
      z.strictObject({
        kind: z.enum(['ConfigMap', 'Secret']),
        name: z.string(),
      }),
    )
    .describe('A rollback does not restore what is in them'),
});
export type WorkloadRevision = z.infer<typeof workloadRevisionSchema>;
