import { z } from 'zod';
import { countSchema, instantSchema } from '../values';

/** One line of the audit trail. `hash` covers everything else of the line, and the line before it. */
export const auditLineSchema = z.strictObject({
  seq: z.int().min(1),
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

/** Query of `GET /audit/export`. */
export const auditFilterSchema = z.strictObject({
  text: z.string().max(200).optional(),
  actor: z.string().max(320).optional(),
  event: z.string().max(100).optional(),
  requestId: z.string().max(64).optional(),
});

/** Query of `GET /audit`. */
export const auditQuerySchema = auditFilterSchema.extend({
  before: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Only lines older than this one'),
  limit: z.number().int().min(1).max(200).default(50),
});

/** Query of `GET /audit/verify`. */
export const auditVerifySchema = z.strictObject({
  known: z
    .string()
    .regex(/^[1-9]\d{0,15}:[0-9a-f]{64}$/, 'is no number and hash of a line')
    .transform(text => {
      const [seq, hash = ''] = text.split(':');
      return { seq: Number(seq), hash };
    })
    .optional()
    .describe(
      'A line as the log has it, `<number>:<hash>`, to be found in the chain',
    ),
});
