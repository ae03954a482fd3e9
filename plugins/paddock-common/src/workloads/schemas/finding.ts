import { z } from 'zod';
import { instantSchema } from '../../values';
import { causes, effects, restsOnKinds } from '../diagnosis/model';
import { workloadActSchema } from './acts';

export const causeNameSchema = z.enum(causes);

/** The cluster's own words, unshortened, and what they are about. */
export const evidenceSchema = z.strictObject({
  /** `Pod payments-api-7c9f, event Unhealthy from kubelet` */
  about: z.string(),
  /** The name of the pod that can be opened. */
  pod: z.string().optional(),
  at: instantSchema.optional(),
  message: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What resolves a cause: an act of the portal, or a command for a terminal. */
export const fixSchema = z.union([
  z.strictObject({
    act: workloadActSchema,
  }),
  z.strictObject({
    command: z.string(),
  }),
]);
export type Fix = z.infer<typeof fixSchema>;

export const restsOnSchema = z.enum(restsOnKinds);

export const effectSchema = z.enum(effects);

export const findingSchema = z
  .strictObject({
    cause: causeNameSchema.describe('A name that stays'),
    effect: effectSchema.describe(
      'Whether nothing goes on, it is only slow, somebody holds it, or it is a note',
    ),
    summary: z.string().describe('At most 12 words'),
    object: z
      .strictObject({
        kind: z.string(),
        name: z.string(),
      })
      .describe('What it is about'),
    since: instantSchema.optional(),
    certainty: z
      .enum(['seen', 'likely', 'unknown'])
      .describe('unknown where something is wrong and nothing says what'),
    evidence: z.array(evidenceSchema),
    advice: z
      .string()
      .optional()
      .describe("Absent where there is none of the cause's own"),
    fix: fixSchema.optional().describe('What resolves it'),
    /** What is behind it. */
    get because() {
      return z.array(findingSchema);
    },
    restsOn: restsOnSchema
      .optional()
      .describe(
        'A kind with rights of its own that it is known from; who lacks them does not get it',
      ),
  })
  .describe(
    "One thing that is so of a workload, and matters. Evidence is the cluster's own words",
  );
export type Finding = z.infer<typeof findingSchema>;
