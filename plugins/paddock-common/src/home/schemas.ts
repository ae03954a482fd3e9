import { z } from 'zod';
import { workloadStates } from '../workloads/model';
import { workloadChangeSchema } from '../workloads/schemas/changes';
import { workloadSchema } from '../workloads/schemas/workload';

/** How one service is, over all its workloads that may be seen. */
export const homeServiceSchema = z.strictObject({
  type: z.literal('service'),
  id: z.string().describe('Its catalog ref'),
  /** The state that needs a person most; without one where nothing of it is seen to run, or nothing says what belongs to it. */
  state: z.enum([...workloadStates, 'nothing-seen', 'not-connected']),
  workloads: z.int(),
  /** Of all its workloads together. */
  pods: z.strictObject({
    available: z.int(),
    wanted: z.int(),
  }),
  troubled: z
    .array(workloadSchema)
    .describe('Those of its workloads that need a person, worst first; a few'),
});
export type HomeService = z.infer<typeof homeServiceSchema>;

/** What became of a workload of a service within the last hour. */
export const homeChangeSchema = workloadChangeSchema.extend({
  service: z.string().describe('Catalog ref'),
});

/** Items of the topic `home`. */
export const homeItemSchema = z.discriminatedUnion('type', [
  homeServiceSchema,
  homeChangeSchema,
]);
export type HomeItem = z.infer<typeof homeItemSchema>;

/** Meta of the topic `home`. */
export const homeMetaSchema = z.strictObject({
  since: z.string().describe('Of what happened before it'),
});
export type HomeMeta = z.infer<typeof homeMetaSchema>;
