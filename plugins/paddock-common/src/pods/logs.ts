import { z } from 'zod';
import { dnsLabelSchema, dnsNameSchema } from '../targets';

/** Body of `POST …/logs`: the logs of several containers of one namespace, as one stream. */
export const logRequestSchema = z.strictObject({
  sources: z
    .array(
      z.strictObject({
        pod: dnsNameSchema,
        /** Without one: the only container of the pod. */
        container: dnsNameSchema.optional(),
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

/** Query of `GET …/pods/:name/log`. */
export const logDownloadSchema = z.strictObject({
  container: dnsLabelSchema,
  previous: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Of the run before the last restart'),
});
export type LogDownload = z.infer<typeof logDownloadSchema>;
