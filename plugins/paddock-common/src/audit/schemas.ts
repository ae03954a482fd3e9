import { z } from 'zod';
import { countSchema, instantSchema } from '../values';

const seq = z.int().min(1);

/** One line of the audit trail. `hash` covers everything else of the line, and the line before it. */
export const auditLineSchema = z.strictObject({
  seq,
  at: instantSchema,
  actor: z.string().describe('Catalog ref of a person, or portal'),
  event: z.string().describe("Kebab-case, as in Backstage's auditor"),
  phase: z.enum(['intended', 'done', 'failed', 'noted']),
  requestId: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditLine = z.infer<typeof auditLineSchema>;

export const auditLinesSchema = z.strictObject({
  items: z.array(auditLineSchema),
});

export const auditVerdictSchema = z.strictObject({
  lines: countSchema,
  /** Absent where nothing is signed. */
  anchored: z
    .strictObject({ seq: z.int(), at: z.string() })
    .optional()
    .describe(
      'Up to here a signature vouches that nobody has written the chain anew',
    ),
  broken: z
    .strictObject({ seq: z.int(), why: z.string() })
    .optional()
    .describe('The first line that is not as the portal wrote it'),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;
