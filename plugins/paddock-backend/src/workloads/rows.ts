import type {
  AnalysisRow,
  AutoscalerRow,
  CronJobRow,
  DaemonSetRow,
  DeploymentRow,
  JobRow,
  PodRow,
  QuotaRow,
  ReplicaSetRow,
  RolloutRow,
  StatefulSetRow,
} from '../kube/rows';

/** What keeps a number of pods running, and rolls them out. */
export type ReplicatedRow =
  | DeploymentRow
  | StatefulSetRow
  | DaemonSetRow
  | RolloutRow;
/** What runs to its end. */
export type BatchRow = JobRow | CronJobRow;
export type WorkloadRow = ReplicatedRow | BatchRow;

export const isBatch = (row: WorkloadRow): row is BatchRow =>
  row.kind === 'Job' || row.kind === 'CronJob';

/** What belongs to one workload, as far as it is known. */
export interface Members {
  /** Of a Deployment or a Rollout; empty for the other kinds. */
  sets: ReplicaSetRow[];
  /** Of a CronJob; empty for the other kinds. */
  jobs: JobRow[];
  pods: PodRow[];
  autoscaler?: AutoscalerRow;
  /** Of its namespace, where it has an autoscaler. */
  quotas?: QuotaRow[];
  /** Of a Rollout. */
  analyses?: AnalysisRow[];
}
