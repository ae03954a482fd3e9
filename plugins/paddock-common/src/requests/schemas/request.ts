import { z } from 'zod';
import { countSchema, instantSchema } from '../../values';
import { requestIdSchema } from '../answers';
import { requestActs } from '../lifecycle';
import { requestSpecSchema } from '../spec';
import { timelineKinds } from '../page';
import {
  budgetLookSchema,
  dryRunSchema,
  effectsSchema,
  verdictSchema,
} from './check';
import {
  refSchema,
  requestKindSchema,
  requestStateSchema,
  sha256Schema,
} from './parts';

export const timelineKindSchema = z.enum(timelineKinds);

export const timelineEntrySchema = z.strictObject({
  seq: z.int().min(1),
  at: instantSchema,
  kind: timelineKindSchema,
  /** Catalog refSchema of the person; absent where the portal acted by itself. */
  by: z.string().optional(),
  revision: z.int().min(1),
  /** A sentence, or the comment. */
  text: z.string(),
});

export const proofSchema = z.strictObject({
  /** `service account reads its path and no other` */
  what: z.string(),
  outcome: z.enum(['proven', 'failed', 'open']),
  detail: z.string(),
  /** ISO 8601; when it was last looked at. */
  at: instantSchema,
});

export const requestLineSchema = z.strictObject({
  id: requestIdSchema,
  kind: requestKindSchema,
  cluster: z.string(),
  /** The namespace that it lies in; for a namespace, its own name. */
  namespace: z.string(),
  name: z.string(),
  team: refSchema,
  component: refSchema.optional(),
  state: requestStateSchema,
  /** Counted from 1; each edit and each change is one more. */
  revision: z.int().min(1),
  /** The revision that is, or is being, made. Smaller than `revision` while a change waits. */
  approvedRevision: z.int().min(1).optional(),
  requestedBy: refSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  expiresAt: instantSchema.optional(),
  /** What it waits for: "Vault, which is sealed". */
  waitsFor: z.string().optional(),
  /** Why it needs a person. */
  attention: z.string().optional(),
  offer: z
    .strictObject({
      /** Catalog refSchema. */
      team: refSchema,
      /** Catalog refSchema of whoever offers it. */
      by: refSchema,
      /** ISO 8601; it lapses then. */
      until: instantSchema,
    })
    .optional()
    .describe('The team that it is to be handed over to'),
});

export const requestActSchema = z.enum(requestActs);

export const requestPageSchema = requestLineSchema.extend({
  spec: requestSpecSchema,
  /** What is in force, while a change waits. */
  liveSpec: requestSpecSchema.optional(),
  verdict: verdictSchema,
  effects: effectsSchema,
  dryRun: z.array(dryRunSchema),
  budget: budgetLookSchema.optional(),
  hash: sha256Schema,
  decidedBy: z.string().optional(),
  timeline: z.array(timelineEntrySchema),
  proofs: z.array(proofSchema),
  /** Of secrets: what a workload's manifest needs to get it, as YAML. */
  snippet: z.string().optional(),
  may: z.record(
    requestActSchema,
    z.union([z.literal(true), z.string().min(1)]),
  ),
});

export const secretVersionsSchema = z.strictObject({
  /** `secret/paddock/prod-1/payments/apps/db` */
  path: z.string(),
  current: countSchema,
  versions: z.array(
    z.strictObject({
      version: z.int().min(1),
      createdAt: instantSchema,
      deletedAt: instantSchema.optional(),
    }),
  ),
});

export const requestListSchema = z.strictObject({
  items: z.array(requestLineSchema),
  matching: countSchema,
  /** How many wait for this person's decision. */
  waitingForMe: countSchema,
});

/** Meta of the topic `requests`. */
export const requestWindowSchema = requestListSchema
  .omit({ items: true })
  .extend({ order: z.array(requestIdSchema), offset: countSchema });

/** Answer of `PUT /requests/:id/value`. */
export const writtenVersionSchema = z.strictObject({ version: z.int().min(1) });
