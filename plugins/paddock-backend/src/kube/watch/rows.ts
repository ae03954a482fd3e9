/**
 * What is kept of each watched object: about 300 bytes a pod instead of 8 kB.
 * Instants are ISO 8601 strings as the API server wrote them.
 */
export interface Row {
  /** metadata.uid */
  id: string;
  /** metadata.resourceVersion: compared as an integer of any length. */
  version: string;
  name: string;
  /** Empty for cluster-scoped kinds. */
  namespace: string;
  createdAt: string;
  /** metadata.deletionTimestamp: when the grace period ends, which may be later than the request. */
  deletedAt?: string;
  /** Of what is being deleted: metadata.deletionGracePeriodSeconds, where it is not 0. */
  graceSeconds?: number;
  /** Of what is being deleted. */
  finalizers?: string[];
}

export interface OwnerRef {
  id: string;
  kind: string;
  name: string;
}

export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  at?: string;
}

/** A container's condition, as far as a view needs it. */
export interface ContainerState {
  name: string;
  ready: boolean;
  restarts: number;
  /** When the run before the last restart ended. */
  endedAt?: string;
  /** Its startup probe has succeeded, or it has none. */
  started?: true;
  state: 'waiting' | 'running' | 'terminated' | 'unknown';
  /** waiting.reason or terminated.reason */
  reason?: string;
  message?: string;
  exitCode?: number;
  signal?: number;
  /** How its last run ended; kept only of a container that is not ready. */
  last?: {
    exitCode: number;
    reason?: string;
    signal?: number;
    message?: string;
  };
}

export interface PodRow extends Row {
  kind: 'Pod';
  component?: string;
  labels: Readonly<Record<string, string>>;
  owner?: OwnerRef;
  node?: string;
  phase: string;
  /** status.reason, e.g. Evicted or NodeLost */
  reason?: string;
  /** status.message, the words that belong to it. */
  message?: string;
  /** spec.schedulingGates, while any is left. */
  gates?: string[];
  ready: boolean;
  /** When the condition Ready last changed. */
  readyChangedAt?: string;
  /** Words of the condition Ready, where it is not true. */
  unready?: string;
  /** Every init container is done. */
  initialized: boolean;
  /** The scheduler's message while no node fits. */
  unschedulable?: string;
  /** Names of the volume claims that it mounts; kept only while no node fits. */
  claims?: string[];
  /** What it requests of a node, each as a quantity; kept only while no node fits. */
  asks?: Readonly<Record<string, string>>;
  /** By resource: the init container that alone makes it request so much; kept only while no node fits. */
  asksByInit?: Readonly<Record<string, string>>;
  /** Restartable init containers (sidecars) are named in `sidecars`. */
  initContainers: ContainerState[];
  sidecars: string[];
  containers: ContainerState[];
  /** Number of containers and init containers in spec, for pods without status yet. */
  specContainers: number;
  specInitContainers: number;
  images: string[];
  /** `pod-template-hash` or `controller-revision-hash` */
  revision?: string;
  /** What its node keeps free for it: mCPU and bytes. Absent where it asks for nothing. */
  requests?: { cpu?: number; memory?: number };
  /** What it cannot exceed: mCPU and bytes. Absent where nothing holds it. */
  limits?: { cpu?: number; memory?: number };
  /** It uses the network of its node, so that its own part cannot be told apart. */
  hostNetwork?: boolean;
}
