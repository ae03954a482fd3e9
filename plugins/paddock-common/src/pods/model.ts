/** How a container is, or how its run before ended. Instants are ISO 8601. */
export type ContainerState =
  | { is: 'running'; since?: string }
  | { is: 'waiting'; reason: string; message?: string }
  | {
      is: 'terminated';
      reason: string;
      exitCode: number;
      signal?: number;
      message?: string;
      startedAt?: string;
      finishedAt?: string;
    }
  | { is: 'unknown' };

export interface PodContainer {
  name: string;
  kind: 'init' | 'sidecar' | 'main' | 'debug';
  image: string;
  ready: boolean;
  restarts: number;
  state: ContainerState;
  /** How the run before the last restart ended. */
  last?: ContainerState;
  /** Kubernetes quantities by resource name. */
  requests: Record<string, string>;
  limits: Record<string, string>;
  /** Whether it has a shell to be opened is not known before it is tried. */
  ports: Array<{ port: number; protocol: string; name?: string }>;
}

/** One event about an object, as the cluster tells it. */
export interface ObjectEvent {
  id: string;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  count: number;
  firstAt: string;
  lastAt: string;
  /** `Pod/payments-api-7c9f`, with the container's name where it is about one. */
  about: string;
  by: string;
}

/** Answer of `GET …/pods/:name`: what `kubectl describe pod` tells, without its layout. */
export interface PodDetail {
  name: string;
  namespace: string;
  cluster: string;
  createdAt: string;
  deletedAt?: string;
  phase: string;
  /** Why the whole pod is in that phase, and in the cluster's words: `Evicted`. */
  reason?: string;
  message?: string;
  node?: string;
  ip?: string;
  qos?: string;
  serviceAccount?: string;
  /** `ReplicaSet/payments-api-7c9f8d5b6d` */
  owner?: string;
  labels: Record<string, string>;
  conditions: Array<{
    type: string;
    status: string;
    reason?: string;
    message?: string;
    at?: string;
  }>;
  containers: PodContainer[];
  /** What the whole pod asks for and may not exceed: Kubernetes quantities by resource name. */
  requests: Record<string, string>;
  limits: Record<string, string>;
  /** What is mounted: `data: claim payments-data`. */
  volumes: Array<{ name: string; from: string }>;
  events: ObjectEvent[];
  /** The whole object, without the bookkeeping of field managers. */
  yaml: string;
}
