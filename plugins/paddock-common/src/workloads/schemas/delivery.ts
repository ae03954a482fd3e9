import { z } from 'zod';
import { countSchema, instantSchema } from '../../values';
import { automaticRollbackSchema } from '../automaticRollback';
import { analysisPhases } from '../delivery';

/** One step of a canary, in the order in which the controller takes them. */
export const canaryStepSchema = z.discriminatedUnion('does', [
  z.strictObject({
    does: z.literal('set-weight'),
    percent: countSchema,
  }),
  /** Without seconds it lasts until somebody promotes. */
  z.strictObject({
    does: z.literal('pause'),
    seconds: countSchema
      .optional()
      .describe('Of a pause; without them it lasts until somebody promotes'),
  }),
  /** Neither: as many as the traffic asks for. */
  z.strictObject({
    does: z.literal('set-scale'),
    pods: countSchema.optional(),
    percent: countSchema.optional(),
  }),
  z.strictObject({
    does: z.literal('analyse'),
    templates: z.array(z.string()),
  }),
  z.strictObject({
    does: z.literal('experiment'),
  }),
  /** The controller's own name for it. */
  z.strictObject({
    does: z.literal('other'),
    name: z.string(),
  }),
]);
export type CanaryStep = z.infer<typeof canaryStepSchema>;

export const analysisPhaseSchema = z.enum(analysisPhases);

export const analysisMetricSchema = z.strictObject({
  name: z.string(),
  phase: analysisPhaseSchema,
  /** How many measurements there were of each outcome. */
  successful: countSchema,
  failed: countSchema,
  inconclusive: countSchema,
  errors: countSchema,
  value: z.string().optional().describe('The last measured one'),
  message: z.string().optional(),
});
export type AnalysisMetric = z.infer<typeof analysisMetricSchema>;

/** An AnalysisRun of the revision that is rolled out. */
export const analysisSchema = z.strictObject({
  name: z.string(),
  phase: analysisPhaseSchema,
  /** From 0; absent for one that runs beside all steps, or before or after a blue-green switch. */
  step: countSchema.optional(),
  startedAt: instantSchema.optional(),
  message: z.string().optional(),
  metrics: z.array(analysisMetricSchema),
});
export type Analysis = z.infer<typeof analysisSchema>;

/** How far progressive delivery is. */
export const deliveryStandingSchema = z.enum([
  'settled',
  'moving',
  'waits-for-person',
  'waits-for-time',
  'waits-for-analysis',
  /** By a person or by an analysis: the stable revision serves. */
  'aborted',
  'failed',
]);
export type DeliveryStanding = z.infer<typeof deliveryStandingSchema>;

export const deliverySchema = z
  .strictObject({
    standing: deliveryStandingSchema,
    how: z.discriminatedUnion('strategy', [
      z.strictObject({
        strategy: z.literal('canary'),
        steps: z.array(canaryStepSchema),
        at: countSchema.describe(
          'Index of the current step; as many as there are steps when all have been taken',
        ),
        /** The share that the steps ask for now. Without traffic routing it is a share of the pods. */
        percent: countSchema,
        of: z.enum(['traffic', 'pods']),
      }),
      z.strictObject({
        strategy: z.literal('blue-green'),
        previews: z.boolean(),
        promotesAfter: z
          .int()
          .optional()
          .describe('Seconds after which it promotes itself'),
      }),
    ]),
    pods: z.strictObject({
      stable: countSchema,
      new: countSchema,
    }),
    /** Names another object that holds the pod template. */
    templateOf: z
      .strictObject({
        kind: z.string(),
        name: z.string(),
      })
      .optional(),
    analyses: z.array(analysisSchema),
  })
  .describe('How far progressive delivery is');
export type Delivery = z.infer<typeof deliverySchema>;

export const rollbackGuardSchema = z
  .strictObject({
    on: z.boolean(),
    /** What runs now was rolled back from at this instant (ISO 8601), and is not a second time. */
    again: instantSchema.optional(),
    last: automaticRollbackSchema
      .extend({
        current: z
          .boolean()
          .describe('What runs now is what it was rolled back to'),
      })
      .optional(),
  })
  .describe(
    'Whether the portal rolls a Deployment back by itself, and the last time that it did',
  );
export type RollbackGuard = z.infer<typeof rollbackGuardSchema>;
