import type {
  AnalysisMetric,
  AnalysisPhase,
  AutomaticRollback,
  CanaryStep,
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
  /** metadata.deletionTimestamp */
  deletedAt?: string;
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
  last?: { exitCode: number; reason?: string; signal?: number };
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
  ready: boolean;
  /** Every init container is done. */
  initialized: boolean;
  /** The scheduler's message while no node fits. */
  unschedulable?: string;
  /** What its containers request; kept only while no node fits. */
  asks?: { cpuMilli?: number; memoryBytes?: number };
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
    | { is: 'blue-green'; previews: boolean };
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
  Role: RightsRow;
  RoleBinding: RightsRow;
  ClusterRole: RightsRow;
  ClusterRoleBinding: RightsRow;
}
export type WatchedKind = keyof RowByKind;
