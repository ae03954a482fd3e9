import type {
  ObjectEvent,
  RestsOn,
} from '@paddock/backstage-plugin-paddock-common';
import type { CronJobRow, JobRow } from '../kube/watch/rows/batch';
import type { AnalysisRow, RolloutRow } from '../kube/watch/rows/delivery';
import type { PodRow } from '../kube/watch/rows';
import type { AutoscalerRow, QuotaRow } from '../kube/watch/rows/scaling';
import type { NamespaceRow, NodeRow } from '../kube/watch/rows/surroundings';
import type {
  DaemonSetRow,
  DeploymentRow,
  ReplicaSetRow,
  RevisionRow,
  StatefulSetRow,
  WorkloadRow as KubeWorkloadRow,
} from '../kube/watch/rows/workloads';

/** Pods of which no workload is known: alone, or of another controller. Its id is the controller's, or the pod's own. */
export interface PodsRow extends KubeWorkloadRow {
  kind: 'Pods';
  madeBy?: { kind: string; name: string };
}

/** What keeps a number of pods running, and rolls them out. */
export type ReplicatedRow =
  | PodsRow
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
  /** Of a StatefulSet or a DaemonSet. */
  revisions?: RevisionRow[];
  /** Warnings about it, what it owns, its pods, and the claims that these wait for. */
  events?: ObjectEvent[];
  /** By name; undefined where the portal does not know them. */
  nodes?: { get(name: string): NodeRow | undefined };
  namespace?: NamespaceRow;
  /** When its wanted state was last seen to change (ISO 8601). */
  changedAt?: string;
  /** What the cluster does not let the portal see, and findings could rest on. */
  unseen?: RestsOn[];
}
