import { z } from 'zod';
import { instantSchema } from '../../values';
import {
  scalingGaugeSchema,
  workloadKindSchema,
  workloadStateSchema,
} from './workload';

/** What became of a workload. */
export const becameSchema = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('made'),
  }),
  z.strictObject({
    what: z.literal('removed'),
  }),
  /** It got another revision; `images` are those of now. */
  z.strictObject({
    what: z.literal('rolled-out'),
    images: z.array(z.string()),
    revision: z.string().optional(),
  }),
  /** `metrics` are the autoscaler's, where one did it. */
  z.strictObject({
    what: z.literal('scaled'),
    from: z.number(),
    to: z.number(),
    metrics: z.array(scalingGaugeSchema).optional(),
  }),
  /** `times` of turning bad since then (ISO 8601), where it was well only for moments between. */
  z.strictObject({
    what: z.literal('turned'),
    from: workloadStateSchema,
    to: workloadStateSchema,
    times: z.number().optional(),
    since: instantSchema.optional(),
  }),
]);
export type Became = z.infer<typeof becameSchema>;

/** A change of a workload that the portal has seen at the instant `at` (ISO 8601). */
export const workloadChangeSchema = z.strictObject({
  type: z.literal('change'),
  id: z.string(),
  at: instantSchema,
  cluster: z.string(),
  namespace: z.string(),
  kind: workloadKindSchema,
  name: z.string(),
  became: becameSchema,
});
export type WorkloadChange = z.infer<typeof workloadChangeSchema>;
