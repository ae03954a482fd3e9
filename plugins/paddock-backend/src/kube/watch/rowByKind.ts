import type { CronJobRow, JobRow } from './rows/batch';
import type { AnalysisRow, RolloutRow } from './rows/delivery';
import type { PodRow } from './rows';
import type { AutoscalerRow, QuotaRow } from './rows/scaling';
import type {
  EventRow,
  NamespaceRow,
  NodeRow,
  RightsRow,
} from './rows/surroundings';
import type {
  DaemonSetRow,
  DeploymentRow,
  ReplicaSetRow,
  RevisionRow,
  StatefulSetRow,
} from './rows/workloads';

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
