import { z } from 'zod';

/** CPU in mCPU, memory (the working set) in bytes, all others in bytes a second. */
export const metricNames = [
  'cpu',
  'memory',
  'networkIn',
  'networkOut',
  'diskRead',
  'diskWrite',
] as const;
export type MetricName = (typeof metricNames)[number];

/** What was measured last, or why nothing was. */
export type Figure =
  | { state: 'known'; value: number }
  /** A sentence. */
  | { state: 'missing'; because: string };

/** Values one after the other from this place of the answer's `at` on; between two runs nothing was measured. */
export interface MetricRun {
  from: number;
  values: number[];
}

/** One metric of one subject; all amounts in the unit of the metric. */
export interface Usage {
  latest: Figure;
  runs: MetricRun[];
  /** What it has asked for; of CPU and memory only. */
  request?: number;
  /** What it cannot exceed: of a node, what there is for pods. Absent where nothing holds it. */
  limit?: number;
  /** Of a namespace: what all requests and all limits in it may add up to. */
  quota?: { request?: number; limit?: number };
  /** Of a sum: of how many of its pods or nodes there is a figure. */
  sum?: { measured: number; of: number };
}

/** The file system of a claim's volume, as the kubelet measures it; bytes. Some volumes share that of their node. */
export interface MetricVolume {
  claim: string;
  used: number;
  capacity: number;
}

export type MetricLevel =
  | 'workload'
  | 'pod'
  | 'container'
  | 'namespace'
  | 'node'
  | 'cluster';

/** How a node stands, beside what it uses. */
export interface NodeState {
  ready: boolean;
  /** Nothing new is put on it. */
  cordoned: boolean;
  /** That count for it: what has ended does not. */
  pods: number;
  mostPods?: number;
}

/** One rung of the ladder from a container to its cluster. */
export interface MetricSubject {
  level: MetricLevel;
  /**
   * Of a container with its pod: `payments-api-7c9f/app`. Of a workload with its kind: `Deployment/payments-api`, or `all`,
   * whose pods are those that were asked for. Of a pod beside those of other namespaces `payments/payments-api-7c9f`.
   */
  name: string;
  usage: Record<MetricName, Usage>;
  /** Of a container: the share, 0 to 1, of the last periods in which it was held back by its CPU limit. */
  throttled?: Figure;
  /** Of a pod, as far as they are measured. */
  volumes?: MetricVolume[];
  node?: NodeState;
  /** Of a container: it is an init container that runs beside the others. */
  sidecar?: boolean;
  /** Of a pod: the name of its workload among the subjects. */
  workload?: string;
}

/** Answer of `GET /clusters/:cluster/namespaces/:namespace/metrics`. */
export interface MetricsAnswer {
  cluster: string;
  namespace: string;
  /** When was measured: seconds since 1970, oldest first. */
  at: number[];
  subjects: MetricSubject[];
  /** Whether nodes are among the subjects. */
  nodes: 'shown' | 'denied';
  history: MetricHistory;
}

/** Where the values come from. */
export type MetricHistory =
  /** The portal has looked while somebody watched. `reach` is what Prometheus offers beside it. */
  | { from: 'looks'; reach: 'short' | 'long' }
  /** Prometheus; a value for each of so many seconds: of memory the highest, of others the mean. */
  | { from: 'prometheus'; stepSeconds: number; reach: 'long' }
  /** What was asked for cannot be had, so it is what the portal has looked at. `because` is a sentence. */
  | { from: 'looks-instead'; because: string; reach: 'short' | 'long' };

/** Minutes of history that the portal has by itself. */
export const shortRanges = ['5', '15', '30'] as const;
/** Minutes of history that Prometheus has. */
export const longRanges = ['60', '360', '1440', '10080'] as const;
export const metricRanges = [...shortRanges, ...longRanges] as const;
export type MetricRange = (typeof metricRanges)[number];
export type LongRange = (typeof longRanges)[number];

/** Most pods that are asked for by name. */
export const mostMetricPods = 50;

const podName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);

/** Query of `GET …/metrics`: without pods, those of the namespace that come first by name. */
export const metricsQuerySchema = z.strictObject({
  pods: z
    .string()
    .max(mostMetricPods * 254)
    .transform(names => names.split(','))
    .pipe(z.array(podName).min(1).max(mostMetricPods))
    .optional(),
  range: z.enum(metricRanges).default('15'),
});

export const metricsTargetSchema = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
});
