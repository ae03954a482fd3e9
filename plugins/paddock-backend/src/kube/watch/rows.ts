import type {
  AnalysisMetric,
  AnalysisPhase,
  AutomaticRollback,
  CanaryStep,
  ObjectEvent,
} from '@paddock/backstage-plugin-paddock-common';

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

export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  at?: string;
}

/** What every kind of workload has. */
export interface WorkloadRow extends Row {
  component?: string;
  labels: Readonly<Record<string, string>>;
  generation: number;
  observedGeneration: number;
  wanted: number;
  updated: number;
  ready: number;
  available: number;
  /** spec.minReadySeconds */
  minReadySeconds?: number;
  images: string[];
  conditions: Condition[];
}

/** A workload of a number of pods. */
export interface ReplicatedRow extends WorkloadRow {
  replicas: number;
}

export interface DeploymentRow extends ReplicatedRow {
  kind: 'Deployment';
  paused: boolean;
  /** All old pods go before the first new one comes. */
  recreates?: true;
  revision?: string;
  /** It asks the portal to roll it back by itself. */
  guarded?: true;
  /** Newest first. */
  rolledBack?: AutomaticRollback[];
}

export interface StatefulSetRow extends ReplicatedRow {
  kind: 'StatefulSet';
  currentRevision?: string;
  updateRevision?: string;
  strategy: 'RollingUpdate' | 'OnDelete';
  partition: number;
  /** spec.podManagementPolicy is Parallel: no pod waits for another. */
  parallel?: true;
}

export interface DaemonSetRow extends WorkloadRow {
  kind: 'DaemonSet';
  scheduled: number;
  strategy: 'RollingUpdate' | 'OnDelete';
}

/** Of Argo Rollouts. */
export interface RolloutRow extends ReplicatedRow {
  kind: 'Rollout';
  paused: boolean;
  revision?: string;
  /** Healthy, Progressing, Paused or Degraded, with the controller's words. */
  phase?: string;
  message?: string;
  aborted: boolean;
  /** Why the controller waits: CanaryPauseStep, BlueGreenPause, InconclusiveAnalysisRun … */
  pauses: string[];
  /** Values of the label rollouts-pod-template-hash: what is wanted, and what was last promoted. */
  wantedHash?: string;
  stableHash?: string;
  /** Where its pod template is, if that is not in itself. */
  templateOf?: { kind: string; name: string };
  strategy:
    | {
        is: 'canary';
        steps: CanaryStep[];
        /** Index of the current step. */
        at?: number;
        /** The weight of the new pods, where traffic is routed. */
        weight?: number;
        routed: boolean;
      }
    | {
        is: 'blue-green';
        previews: boolean;
        /** It promotes itself so long after the preview is ready. */
        promotesAfter?: number;
      };
}

/** Of Argo Rollouts: how a revision does by its metrics. */
export interface AnalysisRow extends Row {
  kind: 'AnalysisRun';
  owner?: OwnerRef;
  phase: AnalysisPhase;
  message?: string;
  startedAt?: string;
  /** The label rollouts-pod-template-hash. */
  hash?: string;
  /** Index of the canary step that it belongs to. */
  step?: number;
  metrics: AnalysisMetric[];
}

export interface ReplicaSetRow extends Row {
  kind: 'ReplicaSet';
  owner?: OwnerRef;
  wanted: number;
  replicas: number;
  ready: number;
  /** The annotation of whoever owns it: deployment.kubernetes.io/revision, or rollout.argoproj.io/revision */
  revision?: string;
  /** The label pod-template-hash, or rollouts-pod-template-hash */
  hash?: string;
  component?: string;
  labels: Readonly<Record<string, string>>;
  images: string[];
  /** Condition ReplicaFailure: the API server's words when it refused a pod. */
  failure?: string;
}

export interface JobRow extends Row {
  kind: 'Job';
  component?: string;
  labels: Readonly<Record<string, string>>;
  owner?: OwnerRef;
  /** Absent where any one success is enough. */
  completions?: number;
  parallelism: number;
  backoffLimit: number;
  suspended: boolean;
  /** spec.managedBy, where it is not the cluster's own controller. */
  managedBy?: string;
  active: number;
  succeeded: number;
  failed: number;
  startedAt?: string;
  completedAt?: string;
  images: string[];
  conditions: Condition[];
}

export interface CronJobRow extends Row {
  kind: 'CronJob';
  component?: string;
  labels: Readonly<Record<string, string>>;
  schedule: string;
  timeZone?: string;
  suspended: boolean;
  /** How many runs its controller knows to be at work. */
  active: number;
  lastScheduledAt?: string;
  lastSucceededAt?: string;
  images: string[];
}

/** One metric of an autoscaler. Percentages are whole numbers in text; the others Kubernetes quantities. */
export interface ScalingMetric {
  source: 'resource' | 'container' | 'pods' | 'object' | 'external';
  /** `cpu`, `memory`, or the name of a custom metric. */
  name: string;
  /** Of the source `container`. */
  container?: string;
  /** It is divided by the number of pods before it is compared. */
  average?: true;
  unit: 'percent-of-request' | 'quantity';
  target?: string;
  /** Absent while the controller could not read it. */
  current?: string;
}

export interface AutoscalerRow extends Row {
  kind: 'HorizontalPodAutoscaler';
  target: { kind: string; name: string };
  min: number;
  max: number;
  current: number;
  /** What the controller wants, after every bound. */
  desired: number;
  scaledAt?: string;
  metrics: ScalingMetric[];
  conditions: Condition[];
}

/** Kubernetes quantities by resource name, as the quota controller counts them. */
export interface QuotaRow extends Row {
  kind: 'ResourceQuota';
  hard: Readonly<Record<string, string>>;
  used: Readonly<Record<string, string>>;
  /** Which objects are counted, e.g. `NotTerminating`; empty for all. */
  scopes: string[];
}

/** A Warning about an object, which is its owner here: so that it is found by it. */
export interface EventRow extends Row {
  kind: 'Event';
  owner?: OwnerRef;
  event: ObjectEvent;
}

export interface NodeRow extends Row {
  kind: 'Node';
  ready: boolean;
  /** When that last changed. */
  changedAt?: string;
  message?: string;
}

export interface NamespaceRow extends Row {
  kind: 'Namespace';
  /** Why its deletion is not done, in the words of its controller. */
  remaining: string[];
}

/** A revision of a StatefulSet or a DaemonSet. The highest number is the wanted one. */
export interface RevisionRow extends Row {
  kind: 'ControllerRevision';
  owner?: OwnerRef;
  number: number;
  /** The label controller-revision-hash of its pods. */
  hash?: string;
}

/** Roles and bindings: nothing of them is kept; that they change is what matters. */
export interface RightsRow extends Row {
  kind: 'Role' | 'RoleBinding' | 'ClusterRole' | 'ClusterRoleBinding';
}

export interface RowByKind {
  Pod: PodRow;
  Deployment: DeploymentRow;
  StatefulSet: StatefulSetRow;
  DaemonSet: DaemonSetRow;
  ReplicaSet: ReplicaSetRow;
  Job: JobRow;
  CronJob: CronJobRow;
  Rollout: RolloutRow;
  AnalysisRun: AnalysisRow;
  HorizontalPodAutoscaler: AutoscalerRow;
  ResourceQuota: QuotaRow;
  Event: EventRow;
  Node: NodeRow;
  Namespace: NamespaceRow;
  ControllerRevision: RevisionRow;
  Role: RightsRow;
  RoleBinding: RightsRow;
  ClusterRole: RightsRow;
  ClusterRoleBinding: RightsRow;
}
export type WatchedKind = keyof RowByKind;
