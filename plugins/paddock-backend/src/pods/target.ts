import { z } from 'zod';

const cluster = z.string().min(1).max(253);
const namespace = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

/** Parameters of routes about a namespace. */
export const namespaceTarget = z.strictObject({ cluster, namespace });

/** Parameters of routes about a pod. */
export const podTarget = z.strictObject({
  cluster,
  namespace,
  name: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
});
export type PodTarget = z.infer<typeof podTarget>;
