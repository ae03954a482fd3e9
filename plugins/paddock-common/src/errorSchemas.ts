import { z } from 'zod';
import { missingRightSchema } from './live/schemas';
import { problemSchema } from './requests/schemas/check';

/** What every answer holds that says what went wrong. */
export const errorSchema = z.object({
  error: z.object({
    name: z.string(),
    message: z.string(),
    missing: z
      .array(missingRightSchema)
      .optional()
      .describe('Of a 403, where it is known which rights in a cluster lack'),
    permission: z
      .string()
      .optional()
      .describe('Of a 403, the permission of the portal that lacks'),
  }),
  response: z.object({ statusCode: z.int().optional() }).optional(),
});

/** Rights that lack in the clusters. */
export const deniedSchema = errorSchema.extend({
  missing: z.array(missingRightSchema).optional(),
});

/** Well-formed, and yet it cannot be: with the fields that it is about, where it is about fields. */
export const unprocessableSchema = errorSchema.extend({
  error: errorSchema.shape.error.extend({
    problems: z.array(problemSchema).optional(),
  }),
});
