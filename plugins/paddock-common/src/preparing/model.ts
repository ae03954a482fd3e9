import { z } from 'zod';

/** What the platform around the portal still prepares, in the order in which it is shown. */
export const preparingSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        /** `the sample services` */
        what: z.string().min(1).max(120),
        /** What does not work, or is not there, without it: a sentence. */
        without: z.string().min(1).max(200),
        since: z.iso.datetime(),
        /** How long it usually takes, in words. */
        usually: z.string().min(1).max(80),
        state: z.enum(['running', 'failed']),
      }),
    )
    .max(20),
});

export type Preparing = z.infer<typeof preparingSchema>;
