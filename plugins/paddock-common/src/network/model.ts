import type { MissingRight } from '../live/frames';

/** One port of a Service, and where it leads. */
export interface ServicePort {
  name?: string;
  protocol: string;
  port: number;
  /** As the Service has it: a number, or the name of a port of a container. */
  targetPort: string;
  nodePort?: number;
  /** What is spoken on it, as far as its name, number or appProtocol tells. */
  scheme?: 'http' | 'https';
}

/** A pod behind a Service, as its EndpointSlices have it. */
export interface Endpoint {
  address: string;
  ready: boolean;
  pod?: string;
}

export interface ServiceLine {
  name: string;
  type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'Headless';
  clusterIp?: string;
  ports: ServicePort[];
  /** Absent where the person may not see them. */
  endpoints?: Endpoint[];
  /** Addresses that a load balancer has given it. */
  external: string[];
  /** NodePorts answer only on nodes that run one of its pods. */
  localOnly: boolean;
  /** A load balancer that has no address yet: when the Service was created, ISO 8601. */
  pendingSince?: string;
}

/** Whether what serves a route has taken it, by its own status. */
export type RouteState =
  | { is: 'accepted' }
  /** No controller has said anything about it. */
  | { is: 'pending' }
  | { is: 'rejected'; because: string };

/** A route from outside: an Ingress, or an HTTPRoute of the Gateway API. */
export interface RouteLine {
  kind: 'Ingress' | 'HTTPRoute';
  name: string;
  /** Where it is another one than the workload's. */
  namespace?: string;
  /** Of an HTTPRoute; an Ingress has no such status. */
  state?: RouteState;
  /** Absent host: every host that leads there. */
  rules: Array<{
    host?: string;
    path: string;
    /** The path stands for many, by a syntax of the controller's: it is no address. */
    isPattern: boolean;
    service: string;
    /** A number, or the name of a port of the Service. */
    port: string;
    tls: boolean;
  }>;
  /** Where its controller has said that it answers. */
  addresses: string[];
}

export interface PolicyLine {
  name: string;
  /** Whom it lets in: a phrase for each. None: nobody. */
  from: string[];
}

/** What keeps a workload from being reached, worst first. */
export type NetworkProblem =
  | { is: 'no-pods' }
  | { is: 'no-service'; labels: Record<string, string> }
  /** One of the workload's name selects other pods, or none. */
  | {
      is: 'selector-misses';
      service: string;
      selector: Record<string, string>;
    }
  | {
      is: 'port-not-declared';
      service: string;
      targetPort: string;
      declared: string[];
    }
  | { is: 'no-endpoint'; service: string; notReady: number; because?: string }
  | { is: 'route-misses'; route: string; service: string; port: string }
  | { is: 'route-rejected'; route: string; because: string }
  | { is: 'load-balancer-pending'; service: string; since?: string }
  | { is: 'nobody-let-in'; policies: string[] };

/** Whether the cluster's network holds to NetworkPolicies: it cannot be asked, only be told. */
export type PolicyEnforcement = 'enforced' | 'ignored' | 'unknown';

/** Answer of `GET …/workloads/:kind/:name/network`. */
export interface WorkloadNetwork {
  namespace: string;
  /** The domain under which the cluster names its Services. */
  domain: string;
  pods: { all: number; ready: number };
  services: ServiceLine[];
  routes: RouteLine[];
  /** Those that select its pods and say who may come in. */
  policies: PolicyLine[];
  policiesAre: PolicyEnforcement;
  /** Addresses of the nodes that run its pods. */
  nodes: string[];
  problems: NetworkProblem[];
  /** Services of the namespace that have a selector and select no pod. */
  idle: Array<{ name: string; selector: Record<string, string> }>;
  /** What could not be read. */
  unread: MissingRight[];
}
