import { z } from 'zod';
import { missingRightSchema } from '../live/schemas';
import { instantSchema } from '../values';

/** One port of a Service, and where it leads. */
export const servicePortSchema = z.strictObject({
  name: z.string().optional(),
  protocol: z.string(),
  port: z.int(),
  /** As the Service has it: a number, or the name of a port of a container. */
  targetPort: z.string(),
  nodePort: z.int().optional(),
  /** What is spoken on it, as far as its name, number or appProtocol tells. */
  scheme: z.enum(['http', 'https']).optional(),
});
export type ServicePort = z.infer<typeof servicePortSchema>;

/** A pod behind a Service, as its EndpointSlices have it. */
export const endpointSchema = z.strictObject({
  address: z.string(),
  ready: z.boolean(),
  pod: z.string().optional(),
});
export type Endpoint = z.infer<typeof endpointSchema>;

export const serviceLineSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'Headless']),
  clusterIp: z.string().optional(),
  ports: z.array(servicePortSchema),
  /** Absent where the person may not see them. */
  endpoints: z.array(endpointSchema).optional(),
  /** Addresses that a load balancer has given it. */
  external: z.array(z.string()),
  /** NodePorts answer only on nodes that run one of its pods. */
  localOnly: z.boolean(),
  /** A load balancer that has no address yet: when the Service was created. */
  pendingSince: instantSchema.optional(),
});
export type ServiceLine = z.infer<typeof serviceLineSchema>;

export const routeStateSchema = z
  .discriminatedUnion('is', [
    z.strictObject({
      is: z.literal('accepted'),
    }),
    /** No controller has said anything about it. */
    z.strictObject({
      is: z.literal('pending'),
    }),
    z.strictObject({
      is: z.literal('rejected'),
      because: z.string(),
    }),
  ])
  .describe('Whether what serves an HTTPRoute has taken it');
export type RouteState = z.infer<typeof routeStateSchema>;

/** A route from outside: an Ingress, or an HTTPRoute of the Gateway API. */
export const routeLineSchema = z.strictObject({
  kind: z.enum(['Ingress', 'HTTPRoute']),
  name: z.string(),
  /** Where it is another one than the workload's. */
  namespace: z.string().optional(),
  /** Of an HTTPRoute; an Ingress has no such status. */
  state: routeStateSchema.optional(),
  /** Absent host: every host that leads there. */
  rules: z.array(
    z.strictObject({
      host: z.string().optional(),
      path: z.string(),
      /** The path stands for many, by a syntax of the controller's: it is no address. */
      isPattern: z.boolean(),
      service: z.string(),
      /** A number, or the name of a port of the Service. */
      port: z.string(),
      tls: z.boolean(),
    }),
  ),
  /** Where its controller has said that it answers. */
  addresses: z.array(z.string()),
});
export type RouteLine = z.infer<typeof routeLineSchema>;

export const policyLineSchema = z.strictObject({
  name: z.string(),
  from: z.array(z.string()).describe('Whom it lets in, in words. None: nobody'),
});
export type PolicyLine = z.infer<typeof policyLineSchema>;

export const networkProblemSchema = z
  .discriminatedUnion('is', [
    z.strictObject({
      is: z.literal('no-pods'),
    }),
    z.strictObject({
      is: z.literal('no-service'),
      labels: z.record(z.string(), z.string()),
    }),
    /** One of the workload's name selects other pods, or none. */
    z.strictObject({
      is: z.literal('selector-misses'),
      service: z.string(),
      selector: z.record(z.string(), z.string()),
    }),
    z.strictObject({
      is: z.literal('port-not-declared'),
      service: z.string(),
      targetPort: z.string(),
      declared: z.array(z.string()),
    }),
    z.strictObject({
      is: z.literal('no-endpoint'),
      service: z.string(),
      notReady: z.int(),
      because: z.string().optional(),
    }),
    z.strictObject({
      is: z.literal('route-misses'),
      route: z.string(),
      service: z.string(),
      port: z.string(),
    }),
    z.strictObject({
      is: z.literal('route-rejected'),
      route: z.string(),
      because: z.string(),
    }),
    z.strictObject({
      is: z.literal('load-balancer-pending'),
      service: z.string(),
      since: instantSchema.optional(),
    }),
    z.strictObject({
      is: z.literal('nobody-let-in'),
      policies: z.array(z.string()),
    }),
  ])
  .describe('What keeps a workload from being reached');
export type NetworkProblem = z.infer<typeof networkProblemSchema>;

/** Whether the cluster's network holds to NetworkPolicies: it cannot be asked, only be told. */
export const policyEnforcementSchema = z.enum([
  'enforced',
  'ignored',
  'unknown',
]);
export type PolicyEnforcement = z.infer<typeof policyEnforcementSchema>;

/** Answer of `GET …/workloads/:kind/:name/network`. */
export const workloadNetworkSchema = z.strictObject({
  namespace: z.string(),
  /** The domain under which the cluster names its Services. */
  domain: z.string(),
  pods: z.strictObject({
    all: z.int(),
    ready: z.int(),
  }),
  services: z.array(serviceLineSchema),
  routes: z.array(routeLineSchema),
  /** Those that select its pods and say who may come in. */
  policies: z.array(policyLineSchema),
  policiesAre: policyEnforcementSchema,
  /** Addresses of the nodes that run its pods. */
  nodes: z.array(z.string()),
  problems: z.array(networkProblemSchema).describe('Worst first'),
  idle: z
    .array(
      z.strictObject({
        name: z.string(),
        selector: z.record(z.string(), z.string()),
      }),
    )
    .describe(
      'Services of the namespace that have a selector and select no pod',
    ),
  /** What could not be read. */
  unread: z.array(missingRightSchema),
});
export type WorkloadNetwork = z.infer<typeof workloadNetworkSchema>;
