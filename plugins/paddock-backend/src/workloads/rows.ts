import type {
  AutoscalerRow,
  DaemonSetRow,
  DeploymentRow,
  PodRow,
  ReplicaSetRow,
  StatefulSetRow,
} from '../kube/rows';

export type WorkloadRow = DeploymentRow | StatefulSetRow | DaemonSetRow;

/** What belongs to one workload, as far as it is known. */
export interface Members {
  /** Of a Deployment; empty for the other kinds. */
  sets: ReplicaSetRow[];
  pods: PodRow[];
  autoscaler?: AutoscalerRow;
}
