import { z } from 'zod';

const label = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);

/** Body of `POST …/logs`: the logs of several containers of one namespace, as one stream. */
export const logRequestSchema = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        pod: label,
        /** Without one: the only container of the pod. */
        container: label.optional(),
        /** Only lines after this instant (ISO 8601, as the stream gave it). */
        after: z.string().max(40).optional(),
      }),
    )
    .min(1)
    .max(20),
  /** Go on with what is written from now on. */
  follow: z.boolean().default(false),
  /** Of the run before the last restart. */
  previous: z.boolean().default(false),
  /** Of each container, from the end. */
  lines: z.number().int().min(1).max(100_000).default(500),
});
export type LogRequest = z.infer<typeof logRequestSchema>;
