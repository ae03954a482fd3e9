import { z } from 'zod';
import type { MissingRight } from '../live/frames';
import type { WorkloadKind } from './model';

/** What a person can do to a workload. */
export const workloadActs = [
  'restart',
  'pause',
  'resume',
  'scale',
  'rollBack',
  'runNow',
  'promote',
  'promoteFully',
  'abort',
  'retry',
] as const;
export type WorkloadAct = (typeof workloadActs)[number];

const ofRollouts: readonly WorkloadAct[] = [
  'restart',
  'pause',
  'resume',
  'scale',
  'rollBack',
];

/** Which acts a kind of workload has at all. Pausing a Job or a CronJob suspends it. */
export const actsOfKind: Record<WorkloadKind, readonly WorkloadAct[]> = {
  Deployment: ofRollouts,
  StatefulSet: ofRollouts,
  DaemonSet: ofRollouts,
  Job: ['pause', 'resume'],
  CronJob: ['runNow', 'pause', 'resume'],
  Pods: [],
  Rollout: ['promote', 'promoteFully', 'abort', 'retry', ...ofRollouts],
};

/** The tool and its application that keep a workload as a repository says. */
export interface GitOpsOwner {
  tool: 'Argo CD' | 'Flux';
  name: string;
  /** Where that tool shows it, if the portal knows. */
  link?: string;
}

/** Whether an act is possible for whoever asks, and if not, why. */
export type ActAnswer =
  | { state: 'possible' }
  | { state: 'forbidden'; missing: MissingRight }
  | { state: 'not-for-this'; why: string }
  | { state: 'elsewhere'; owner: GitOpsOwner };

/** Answer of `GET …/workloads/:kind/:name/acts`. */
export interface WorkloadActs {
  acts: Record<WorkloadAct, ActAnswer>;
  /** The name of the HorizontalPodAutoscaler that decides about the number of pods, where there is one. */
  autoscaler?: string;
}

/** Workloads that are asked about at once. */
export const mostActsAsked = 100;

/** What became of one workload of `POST /clusters/:cluster/acts`: in the order in which they were asked about. */
export type WorkloadActsAnswer =
  | { state: 'known'; answer: WorkloadActs }
  | { state: 'unknown'; reason: string };

/** Answer of `POST /clusters/:cluster/acts`. */
export interface ManyWorkloadActs {
  items: WorkloadActsAnswer[];
}

/** Body of `POST …/scale`. */
export const scaleSchema = z.strictObject({
  replicas: z.number().int().min(0).max(500),
});

/** Body of `POST …/roll-back`. */
export const rollBackSchema = z.strictObject({
  revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

/** Body of `POST …/promote`: the step that the person has seen, so that a second click does not skip the next one. */
export const promoteSchema = z.strictObject({
  step: z.number().int().min(0).max(1_000).optional(),
});

/** One difference between the pod templates of two revisions. Values are as the cluster has them; absent where there was none. */
export interface TemplateChange {
  /** `image of api`, `env LOG_LEVEL of api` */
  what: string;
  before?: string;
  after?: string;
}

/** One revision of a workload, with what it changed. */
export interface WorkloadRevision {
  revision: number;
  current: boolean;
  /** ISO 8601; when its ReplicaSet or ControllerRevision was made. */
  createdAt: string;
  images: string[];
  /** The annotation `kubernetes.io/change-cause`. */
  cause?: string;
  /** Against the revision before it; of the oldest kept revision nothing is known. */
  changes?: TemplateChange[];
  /** Names of ConfigMaps and Secrets that its pods read. A rollback does not restore what is in them. */
  reads: Array<{ kind: 'ConfigMap' | 'Secret'; name: string }>;
}
