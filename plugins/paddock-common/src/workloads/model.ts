import { z } from 'zod';
import type { Reach } from '../live/frames';
import type { RollbackGuard } from './automaticRollback';
import type { Delivery } from './delivery';
import type { Finding } from './diagnosis/model';

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

/** Pod counts of a rollout. `newReady + newStarting + old` is the number of pods that exist. */
export interface RolloutCounts {
  wanted: number;
  newReady: number;
  newStarting: number;
  old: number;
  /** Ready for at least minReadySeconds, of any revision. */
  available: number;
}

/** The diagnosis of a workload: all that is told of how it is comes from here. */
export interface Rollout {
  state: WorkloadState;
  counts: RolloutCounts;
  /** What is so and matters, the heaviest first; empty where all is as it should be. */
  findings: Finding[];
  /** ISO 8601: when something of it last changed, while it is on its way. */
  changedAt?: string;
  /** ISO 8601: since when it is being deleted. */
  deletedAt?: string;
  /** `deployment.kubernetes.io/revision`, or the update revision's name. */
  revision?: string;
}

/** One metric of an autoscaler: percentages in whole numbers, the others as Kubernetes quantities. */
export interface ScalingGauge {
  source: 'resource' | 'container' | 'pods' | 'object' | 'external';
  /** `cpu`, `memory`, or the name of a custom metric. */
  name: string;
  /** Of the source `container`. */
  container?: string;
  /** It is divided by the number of pods before it is compared. */
  average?: true;
  unit: 'percent-of-request' | 'quantity';
  target?: string;
  /** Absent while it could not be read. */
  current?: string;
}

/** What the HorizontalPodAutoscaler of a workload does. */
export interface Autoscaling {
  name: string;
  min: number;
  max: number;
  current: number;
  /** After every bound. */
  desired: number;
  /** ISO 8601; when it last changed the number of pods. */
  scaledAt?: string;
  metrics: ScalingGauge[];
  /** How many of its pods the quotas of the namespace admit, those that are there included; absent where that cannot be told. */
  quotaAdmits?: number;
  state: /** Its controller has yet to look at it. */
  | { is: 'unseen' }
    | { is: 'scaling' }
    /** It would go further than its own behaviour (`spec.behavior`) lets it go at once. */
    | { is: 'slowed'; way: 'up' | 'down' }
    /** `wish` is what its metrics alone would make of the current number, where they tell; `since` is ISO 8601. */
    | { is: 'at-max'; wish?: number; since?: string }
    | { is: 'at-min' }
    /** It waits for its stabilization window before it scales down. */
    | { is: 'stabilizing' }
    | { is: 'off' }
    /** The controller's own words. */
    | { is: 'failing'; reason: string; message: string };
}

/** One Job, with the words of the columns of `kubectl get jobs`. Instants are ISO 8601. */
export interface JobRun {
  id: string;
  name: string;
  /** STATUS: Running, Complete, Failed, Suspended … */
  status: string;
  /** COMPLETIONS: `1/3` */
  completions: string;
  active: number;
  failed: number;
  startedAt?: string;
  /** When it was complete, or had failed. */
  finishedAt?: string;
  /** Why it failed: the Job controller's own words. */
  failure?: { reason: string; message: string };
}

/** What is run to its end: a Job, or a CronJob with the newest of the Jobs that it still keeps, newest first. */
export type Batch =
  | { is: 'job'; run: JobRun; suspended: boolean }
  | {
      is: 'schedule';
      schedule: string;
      timeZone?: string;
      suspended: boolean;
      active: number;
      lastScheduledAt?: string;
      lastSucceededAt?: string;
      runs: JobRun[];
    };

/** One workload with its rollout. `id` is the Kubernetes uid. Instants are ISO 8601. */
export interface Workload {
  type: 'workload';
  id: string;
  cluster: string;
  namespace: string;
  kind: WorkloadKind;
  name: string;
  /** What makes its pods, of the kind `Pods`; absent where nothing does. */
  madeBy?: { kind: string; name: string };
  /** The value of the label `backstage.io/kubernetes-id`, where there is one. */
  component?: string;
  createdAt: string;
  images: string[];
  rollout: Rollout;
  autoscaling?: Autoscaling;
  /** Of a Job or a CronJob. */
  batch?: Batch;
  /** Of a Rollout. */
  delivery?: Delivery;
  /** Of a Deployment that the portal rolls back, or has rolled back, by itself. */
  rollbackGuard?: RollbackGuard;
}

/** One pod of a workload. `id` is the Kubernetes uid. */
export interface PodLine {
  type: 'pod';
  id: string;
  /** The id of its workload. */
  workload: string;
  cluster: string;
  namespace: string;
  name: string;
  /** Does it run the revision that is wanted now? */
  revision: 'new' | 'old';
  /** As `kubectl get pods` prints it in its STATUS column. */
  status: string;
  ready: { containers: number; of: number };
  restarts: number;
  /** When the run before the latest restart ended. */
  restartedAt?: string;
  createdAt: string;
  node?: string;
  /** The cluster's own words about what is wrong. */
  message?: string;
}

/** Items of the topic `entity-workloads`. */
export type EntityWorkloadItem = Workload | PodLine;

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
  /** Matched, case-insensitively and literally, against name, namespace and component. */
  text: z.string().max(200).default(''),
  sort: z.enum(workloadSortKeys).default('state'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.number().int().min(0).max(1_000_000).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export type WorkloadQuery = z.infer<typeof workloadQuerySchema>;

/** Meta of the topic `workloads`: the window's order, and what lies outside of it. */
export interface WorkloadWindow {
  /** Ids of the window's rows, in order. */
  order: string[];
  offset: number;
  /** How many match the query, and how many there are that this person may see. */
  matching: number;
  visible: number;
  /** Of the visible ones, for the filter chips. */
  namespaces: Record<string, number>;
  states: Partial<Record<WorkloadState, number>>;
}

/** Answer of `GET /workloads`. */
export interface WorkloadPage extends WorkloadWindow {
  items: Workload[];
  /** How far the clusters that were looked at can be trusted. */
  clusters: Record<string, Reach>;
}

/** Answer of `GET /entities/{kind}/{namespace}/{name}/workloads`. */
export interface EntityWorkloads {
  items: EntityWorkloadItem[];
  clusters: Record<string, Reach>;
}

/** Answer of `GET …/workloads/:kind/:name/reasons`: the findings of the live views, with what is read on demand. */
export interface WorkloadReasons {
  findings: Finding[];
}
