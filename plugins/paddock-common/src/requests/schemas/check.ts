import { z } from 'zod';
import { countSchema } from '../../values';
import { refSchema, sha256Schema } from './parts';

export const effectObjectSchema = z
  .looseObject({
    apiVersion: z.string(),
    /** Whatever holds values is not among them. */
    kind: z.string().regex(/^(?!Secret$)/),
    metadata: z.object({
      name: z.string(),
      namespace: z.string().optional(),
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    }),
  })
  .describe('A Kubernetes object, as it would be made');

export const vaultEffectSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('policy'),
    name: z.string(),
    text: z.string(),
  }),
  z.strictObject({
    type: z.literal('role'),
    /** The Kubernetes auth mount of the cluster. */
    mount: z.string(),
    name: z.string(),
    serviceAccount: z.string(),
    namespace: z.string(),
    policies: z.array(z.string()),
    audience: z.string(),
    ttlSeconds: z.int(),
  }),
  /** A KV v2 path, without mount and `data/`, with whom it belongs to in its custom metadata. */
  z.strictObject({
    type: z.literal('path'),
    mount: z.string(),
    path: z.string(),
    owner: z.record(z.string(), z.string()),
  }),
]);

export const effectsSchema = z.strictObject({
  objects: z.array(effectObjectSchema),
  vault: z.array(vaultEffectSchema),
});

export const amountsSchema = z
  .strictObject({
    cpuMilli: z.number().min(0),
    memoryBytes: z.number().min(0),
    storageBytes: z.number().min(0),
    pods: countSchema,
  })
  .describe('CPU in thousandths of a core, memory and storage in bytes');

export const budgetLookSchema = z.strictObject({
  team: refSchema,
  budget: amountsSchema,
  granted: amountsSchema,
  after: amountsSchema,
});

export const verdictSchema = z.discriminatedUnion('say', [
  z.strictObject({
    say: z.literal('automatic'),
    because: z.string(),
  }),
  z.strictObject({
    say: z.literal('approval'),
    because: z.array(z.string()),
    /** Catalog refs of the groups whose members may approve. */
    approvers: z.array(refSchema),
  }),
  z.strictObject({
    say: z.literal('no'),
    because: z.array(z.string()),
    /** The cheapest change that would make it possible, where one is known. */
    instead: z.string().optional(),
  }),
]);

export const problemSchema = z.strictObject({
  path: z.string(),
  message: z.string(),
});

export const dryRunSchema = z.strictObject({
  object: z.string(),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('accepted'),
    }),
    /** `message` is the cluster's own. */
    z.strictObject({
      state: z.literal('refused'),
      message: z.string(),
    }),
    /** It could not be tried as it will be; why, and what was tried instead. */
    z.strictObject({
      state: z.literal('partly'),
      message: z.string(),
    }),
  ]),
});

export const checkSchema = z.strictObject({
  problems: z.array(problemSchema),
  verdict: verdictSchema,
  effects: effectsSchema,
  dryRun: z.array(dryRunSchema),
  budget: budgetLookSchema.optional(),
  /** SHA-256, in hex, of the canonical JSON of specification and effects. */
  hash: sha256Schema,
});
