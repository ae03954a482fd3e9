import type { PodTemplate } from './objects';

/** The parts of a workload that its history and its acts rest on. */
export interface LiveWorkload {
  metadata: {
    uid: string;
    name?: string;
    namespace?: string;
    resourceVersion: string;
    generation?: number;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ controller?: boolean }>;
  };
  spec: {
    /** Of a Deployment. */
    paused?: boolean;
    /** Of a Job or a CronJob. */
    suspend?: boolean;
    replicas?: number;
    template: PodTemplate;
  } & RolloutSpec;
  status?: {
    updateRevision?: string;
    /** Of a Rollout it is a text. */
    observedGeneration?: number | string;
    conditions?: Array<{ type: string; status: string; reason?: string }>;
  } & RolloutStatus;
}

/** What a Rollout has besides. */
interface RolloutSpec {
  workloadRef?: { kind: string; name: string };
  strategy?: { canary?: { steps?: object[] }; blueGreen?: object };
}

interface RolloutStatus {
  abort?: boolean;
  currentPodHash?: string;
  stableRS?: string;
  pauseConditions?: object[] | null;
  controllerPause?: boolean;
  currentStepIndex?: number;
  canary?: { currentStepAnalysisRunStatus?: { status: string } | null };
}

/** A ReplicaSet or a ControllerRevision. */
export interface StoredRevision {
  metadata: {
    name: string;
    creationTimestamp: string;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ uid: string; controller?: boolean }>;
  };
  /** Of a ReplicaSet. */
  spec?: { template: PodTemplate };
  status?: { readyReplicas?: number };
  /** Of a ControllerRevision. */
  revision?: number;
  data?: { spec?: { template?: PodTemplate } };
}

export interface CronJobObject {
  metadata: { uid: string };
  spec: {
    jobTemplate: {
      metadata?: {
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
      };
      spec: unknown;
    };
  };
}

export interface AutoscalerObject {
  metadata: { name: string };
  spec: { scaleTargetRef: { kind: string; name: string } };
}
