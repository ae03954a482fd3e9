import { z } from 'zod';

/** Kinds of objects that make pods. */
export const controllerKinds = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Rollout',
] as const;
export type ControllerKind = (typeof controllerKinds)[number];

/** `Pods` are those that nothing of the others makes: alone, or of a controller that the portal does not know. */
export const workloadKinds = [...controllerKinds, 'Pods'] as const;
export type WorkloadKind = (typeof workloadKinds)[number];

/** The words of the portal for how a workload is, in the order in which they need a person. */
export const workloadStates = [
  'down',
  'stuck',
  'degraded',
  'unknown',
  'being-deleted',
  'rolling-out',
  'paused',
  'healthy',
  'scaled-to-zero',
] as const;
export type WorkloadState = (typeof workloadStates)[number];

/** Parameters of the topic `entity-workloads`. */
export const entityWorkloadsParams = z.strictObject({
  /** `component:default/payments-api` */
  entityRef: z.string().min(3).max(320),
});

export const workloadSortKeys = [
  'state',
  'name',
  'namespace',
  'cluster',
  'kind',
  'createdAt',
] as const;

/** Which workloads, in which order, and which window of them: parameters of the topic `workloads` and of `GET /workloads`. */
export const workloadQuerySchema = z.strictObject({
  cluster: z.array(z.string().max(253)).max(50).default([]),
  namespace: z.array(z.string().max(63)).max(200).default([]),
  kind: z.array(z.enum(workloadKinds)).max(workloadKinds.length).default([]),
  state: z.array(z.enum(workloadStates)).max(workloadStates.length).default([]),
  text: z
    .string()
    .max(200)
    .default('')
    .describe(
      'Matched literally, in lower case, against name, namespace and component',
    ),
  sort: z.enum(workloadSortKeys).default('state'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type WorkloadQuery = z.infer<typeof workloadQuerySchema>;
