import { z } from 'zod';
import { reachSchema } from '../live/schemas';
import { dnsNameSchema } from '../targets';

/** A cluster as a person sees it: answer of `GET /clusters`. */
export const clusterLineSchema = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  reach: reachSchema,
});
export type ClusterLine = z.infer<typeof clusterLineSchema>;

/** One object of `POST /clusters/{cluster}/namespaces/{namespace}/apply`, as it was left. */
export const appliedObjectSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string(),
  result: z.enum(['created', 'changed', 'unchanged']),
});
export type AppliedObject = z.infer<typeof appliedObjectSchema>;

/** Body of `POST /clusters/{cluster}/namespaces/{namespace}/apply`. */
export const applyRequestSchema = z.strictObject({
  objects: z
    .array(
      z.looseObject({
        apiVersion: z
          .string()
          .max(300)
          .regex(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?v[0-9][a-z0-9]{0,30}$/),
        kind: z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/),
        metadata: z.looseObject({
          name: dnsNameSchema,
          namespace: z.string().optional(),
        }),
      }),
    )
    .min(1)
    .max(50),
  dryRun: z.boolean().default(false),
});
export type ApplyRequest = z.infer<typeof applyRequestSchema>;

export const applyAnswerSchema = z.strictObject({
  objects: z.array(appliedObjectSchema),
});
