import { z } from 'zod';
import { instantSchema } from '../values';

export const reachSchema = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('syncing'),
    }),
    z.strictObject({
      state: z.literal('live'),
    }),
    /** The last known picture stays; `since` is an ISO 8601 instant. */
    z.strictObject({
      state: z.literal('stale'),
      since: instantSchema,
      reason: z.string(),
    }),
    /** The cluster answers, but refuses the portal itself (401, 403). */
    z.strictObject({
      state: z.literal('refused'),
      reason: z.string(),
    }),
  ])
  .describe("How far a cluster's picture can be trusted");
export type Reach = z.infer<typeof reachSchema>;

/** A right in the cluster that a person lacks, in Kubernetes' own terms. */
export const missingRightSchema = z.strictObject({
  cluster: z.string(),
  namespace: z.string().optional(),
  verb: z.string(),
  resource: z
    .string()
    .describe('With its API group, as `kubectl auth can-i` takes it'),
});
export type MissingRight = z.infer<typeof missingRightSchema>;

const id = z.string();
const clusters = z.record(z.string(), reachSchema);

/** Frames that carry no items. `id` is the topic request's. */
export const controlFrameSchema = z.discriminatedUnion('type', [
  /** Sent with the snapshot and on each change. */
  z
    .strictObject({ type: z.literal('reach'), id, clusters })
    .describe('The whole state of all clusters that this topic draws on'),
  z
    .strictObject({
      type: z.literal('denied'),
      id,
      missing: z.array(missingRightSchema),
      /** Where it is neither a right nor a permission. */
      reason: z.string().optional(),
    })
    .describe(
      'Rights are missing, or were taken away: what was shown must be removed. An empty list means the permission of the portal',
    ),
  z
    .strictObject({ type: z.literal('unknown'), id, clusters })
    .describe(
      'These clusters could not be asked what the person may see, and of others there is nothing: what was shown must be removed',
    ),
  /** A wrong parameter, or an entity that is not there. */
  z
    .strictObject({ type: z.literal('refused'), id, reason: z.string() })
    .describe('This topic cannot be served; the others go on'),
  z
    .strictObject({ type: z.literal('beat') })
    .describe('Sent every 15 s, so that both sides notice a dead connection'),
  /** Open it again, with a fresh token where it says so. */
  z
    .strictObject({
      type: z.literal('bye'),
      reason: z.enum(['token-expires', 'shutdown', 'too-slow']),
    })
    .describe('The stream ends on purpose'),
]);
export type ControlFrame = z.infer<typeof controlFrameSchema>;
