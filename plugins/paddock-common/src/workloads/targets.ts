import { z } from 'zod';
import { dnsNameSchema, namespaceTarget } from '../targets';
import { mostActsAsked } from './acts';
import { controllerKinds } from './model';

/** Parameters of every route about one workload. */
export const workloadTarget = namespaceTarget.extend({
  kind: z.enum(controllerKinds),
  name: dnsNameSchema,
});
export type WorkloadTarget = z.infer<typeof workloadTarget>;

/** Body of `POST /clusters/:cluster/acts`. */
export const manyActsSchema = z.strictObject({
  workloads: z
    .array(workloadTarget.omit({ cluster: true }))
    .min(1)
    .max(mostActsAsked),
});
