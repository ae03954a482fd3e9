import {
  controllerKinds,
  mostActsAsked,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import { inNamespace, resources } from '../../kube/connection/resources';

/** Parameters of every route about one workload. */
export const workloadTarget = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
  kind: z.enum(controllerKinds),
  name: z
    .string()
    .max(253)
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/),
});
/** Body of `POST /clusters/:cluster/acts`. */
export const workloadTargets = z.strictObject({
  workloads: z
    .array(workloadTarget.omit({ cluster: true }))
    .min(1)
    .max(mostActsAsked),
});
export type WorkloadTarget = z.infer<typeof workloadTarget>;

export const pathOf = ({ namespace, kind, name }: WorkloadTarget) =>
  `${inNamespace(namespace, resources[kind])}/${name}`;
