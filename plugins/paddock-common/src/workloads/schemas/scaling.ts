import { z } from 'zod';
import { objectEventSchema } from '../../pods/schemas';
import { instantSchema } from '../../values';
import { scalingGaugeSchema } from './workload';

/** A look at an autoscaler, at the instant `at` (ISO 8601), when something about it had changed. */
export const scalingSampleSchema = z.strictObject({
  at: instantSchema,
  current: z.int(),
  desired: z.int(),
  metrics: z.array(scalingGaugeSchema),
});
export type ScalingSample = z.infer<typeof scalingSampleSchema>;

/** What an autoscaler decided, and why. */
export const scalingDecisionSchema = z.strictObject({
  at: instantSchema,
  /** Unknown where only an event of the autoscaler tells of it. */
  from: z.int().optional(),
  to: z.int(),
  because: z.discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('metrics'),
      metrics: z.array(scalingGaugeSchema),
      bound: z.enum(['max', 'min']).optional(),
    }),
    /** The controller's own words. */
    z.strictObject({
      by: z.literal('event'),
      message: z.string(),
    }),
  ]),
});
export type ScalingDecision = z.infer<typeof scalingDecisionSchema>;

/** Answer of `GET …/autoscalers/:name/history`. Everything newest first. */
export const scalingHistorySchema = z.strictObject({
  since: z.string().describe('When the portal began to watch'),
  decisions: z.array(scalingDecisionSchema),
  samples: z.array(scalingSampleSchema),
  /** Of the autoscaler, as far as whoever asks may see them. */
  events: z.array(objectEventSchema),
});
export type ScalingHistory = z.infer<typeof scalingHistorySchema>;
