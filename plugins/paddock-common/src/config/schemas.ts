import { z } from 'zod';
import { missingRightSchema } from '../live/schemas';
import { instantSchema } from '../values';
import { gitOpsOwnerSchema } from '../workloads/schemas/acts';

export const configUseSchema = z
  .discriminatedUnion('as', [
    /** One key as an environment variable: read when the container starts. */
    z.strictObject({
      as: z.literal('variable'),
      container: z.string(),
      variable: z.string(),
      key: z.string(),
    }),
    /** All keys as environment variables: read when the container starts. */
    z.strictObject({
      as: z.literal('all-variables'),
      container: z.string(),
      prefix: z.string().optional(),
    }),
    /** As files that the kubelet keeps up to date. */
    z.strictObject({
      as: z.literal('files'),
      container: z.string(),
      path: z.string(),
    }),
    /** As one file that stays as it was when the container started. */
    z.strictObject({
      as: z.literal('one-file'),
      container: z.string(),
      path: z.string(),
      file: z.string(),
    }),
    /** As a volume that no container mounts. */
    z.strictObject({
      as: z.literal('unmounted'),
      volume: z.string(),
    }),
    /** To pull images with. */
    z.strictObject({
      as: z.literal('pull'),
    }),
  ])
  .describe('How a pod takes something of a ConfigMap or a Secret');
export type ConfigUse = z.infer<typeof configUseSchema>;

/** Something that runs pods, or a pod that nothing runs. */
export const configUserSchema = z.strictObject({
  kind: z.string(),
  name: z.string(),
  uses: z.array(configUseSchema),
});
export type ConfigUser = z.infer<typeof configUserSchema>;

export const podValueSchema = z
  .discriminatedUnion('has', [
    /** A container started before the last change. `startedAt` is ISO 8601. */
    z.strictObject({
      has: z.literal('old'),
      startedAt: instantSchema,
    }),
    z.strictObject({
      has: z.literal('current'),
    }),
    /** None of its containers that read it at their start has started yet. */
    z.strictObject({
      has: z.literal('starting'),
    }),
    /** It takes files only, which follow a change by themselves. */
    z.strictObject({
      has: z.literal('files'),
    }),
    z.strictObject({
      has: z.literal('unknown'),
      because: z.string(),
    }),
  ])
  .describe(
    'Which value a running pod has. `files` follow a change by themselves',
  );
export type PodValue = z.infer<typeof podValueSchema>;

export const configPodSchema = z.strictObject({
  pod: z.string(),
  /** What runs it. */
  owner: z
    .strictObject({
      kind: z.string(),
      name: z.string(),
    })
    .optional(),
  value: podValueSchema,
});
export type ConfigPod = z.infer<typeof configPodSchema>;

/** What the cluster says of a ConfigMap without its values. Instants are ISO 8601. */
export const configFactsSchema = z.strictObject({
  createdAt: instantSchema,
  /** When its data was changed last; absent where the cluster has not kept that. */
  changedAt: instantSchema.optional(),
});
export type ConfigFacts = z.infer<typeof configFactsSchema>;

/** A ConfigMap or Secret that a workload names. */
export const configInUseSchema = z.strictObject({
  kind: z.enum(['ConfigMap', 'Secret']),
  name: z.string(),
  uses: z.array(configUseSchema),
  optional: z.boolean().optional().describe('Pods start without it, too'),
  podsOnly: z.boolean().optional().describe('Its template does not name it'),
  /** Of a Secret only the name is known: nothing of it is read. */
  known: z.union([
    z.strictObject({
      state: z.literal('name-only'),
    }),
    z.strictObject({
      state: z.literal('missing'),
    }),
    z.strictObject({
      state: z.literal('hidden'),
      missing: missingRightSchema,
    }),
    z
      .strictObject({
        state: z.literal('known'),
      })
      .extend(configFactsSchema.shape),
  ]),
  /** The running pods of the workload; absent for Secrets, and where the person may not list pods. */
  pods: z.array(configPodSchema).optional(),
});
export type ConfigInUse = z.infer<typeof configInUseSchema>;

/** Answer of `GET …/workloads/:kind/:name/config`. */
export const workloadConfigSchema = z.strictObject({
  items: z.array(configInUseSchema),
  more: z.int().describe('Names that were not looked at'),
});
export type WorkloadConfig = z.infer<typeof workloadConfigSchema>;

/** One ConfigMap of a namespace. */
export const configMapLineSchema = configFactsSchema.extend({
  name: z.string(),
  uid: z.string(),
  usedBy: z.array(configUserSchema),
  /** How many running pods have an old value; absent where the person may not list pods. */
  oldPods: z.int().optional(),
});
export type ConfigMapLine = z.infer<typeof configMapLineSchema>;

/** Answer of `GET …/config-maps`. */
export const configMapListSchema = z.strictObject({
  cluster: z.string(),
  namespace: z.string(),
  /** Those first whose last change has not reached every pod. */
  items: z.array(configMapLineSchema),
  /** What could not be read: who uses them is not known as far as this goes. */
  unread: z.array(missingRightSchema),
  mayCreate: z.union([z.literal(true), missingRightSchema]),
});
export type ConfigMapList = z.infer<typeof configMapListSchema>;

export const configEntrySchema = z.strictObject({
  key: z.string(),
  text: z.string().optional().describe('Absent where it is no text'),
  bytes: z.int(),
  /** Our own field manager has set it. */
  ours: z.boolean(),
  keptBy: z.array(z.string()).describe('Other field managers that have set it'),
});
export type ConfigEntry = z.infer<typeof configEntrySchema>;

/** Whether it can be changed or deleted by whoever asks, and if not, why. */
export const mayConfigSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('possible'),
  }),
  z.strictObject({
    state: z.literal('forbidden'),
    missing: missingRightSchema,
  }),
  z.strictObject({
    state: z.literal('immutable'),
  }),
  z.strictObject({
    state: z.literal('elsewhere'),
    owner: gitOpsOwnerSchema,
  }),
]);
export type MayConfig = z.infer<typeof mayConfigSchema>;

/** Answer of `GET …/config-maps/:name`. */
export const configMapDetailSchema = configFactsSchema.extend({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  resourceVersion: z.string(),
  immutable: z.boolean(),
  entries: z.array(configEntrySchema),
  usedBy: z.array(configUserSchema),
  /** The running pods that use it; absent where the person may not list pods. */
  pods: z.array(configPodSchema).optional(),
  unread: z.array(missingRightSchema),
  may: z.strictObject({
    edit: mayConfigSchema,
    remove: mayConfigSchema,
  }),
});
export type ConfigMapDetail = z.infer<typeof configMapDetailSchema>;
