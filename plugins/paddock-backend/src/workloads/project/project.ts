import type { AutoscalerRow } from '../../kube/watch/rows/scaling';
import type {
  Autoscaling,
  PodLine,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import { projectAutoscaling } from './autoscaling';
import { projectBatch } from '../batch/project';
import { projectDelivery } from '../delivery/project';
import { podStatus } from './podStatus';
import { projectGuard } from '../automaticRollback/project';
import { diagnose } from '../diagnosis/diagnose';
import { podMessage } from '../diagnosis/podCause';
import { splitByRevision } from '../diagnosis/revisions';
import {
  isBatch,
  type Members,
  type ReplicatedRow,
  type WorkloadRow,
} from '../rows';
import { podsAdmitted } from '../scaling/quotaRoom';

function projectReplicated(row: ReplicatedRow, members: Members, now: number) {
  const split = splitByRevision(row, members);
  const guard =
    row.kind === 'Deployment' ? projectGuard(row, members.sets) : undefined;
  return {
    rollout: diagnose(row, members, now),
    ...(row.kind === 'Pods' && row.madeBy ? { madeBy: row.madeBy } : {}),
    ...(row.kind === 'Rollout'
      ? { delivery: projectDelivery(row, split, members.analyses ?? []) }
      : {}),
    ...(guard ? { rollbackGuard: guard } : {}),
  };
}

function projectScaling(
  autoscaler: AutoscalerRow,
  { pods, quotas = [] }: Members,
): Autoscaling {
  const quotaAdmits = podsAdmitted(pods, quotas);
  return {
    ...projectAutoscaling(autoscaler),
    ...(quotaAdmits === undefined ? {} : { quotaAdmits }),
  };
}

/** One workload as a page shows it. */
export function projectWorkload(
  row: WorkloadRow,
  members: Members,
  { cluster, now }: { cluster: string; now: number },
): Workload {
  return {
    type: 'workload',
    id: row.id,
    cluster,
    namespace: row.namespace,
    kind: row.kind,
    name: row.name,
    component: row.component,
    createdAt: row.createdAt,
    images: row.images,
    ...(isBatch(row)
      ? projectBatch(row, members, now)
      : projectReplicated(row, members, now)),
    ...(members.autoscaler
      ? { autoscaling: projectScaling(members.autoscaler, members) }
      : {}),
  };
}

function projectPod(
  pod: PodRow,
  workload: { id: string; cluster: string },
  revision: PodLine['revision'],
  now: number,
): PodLine {
  return {
    type: 'pod',
    id: pod.id,
    workload: workload.id,
    cluster: workload.cluster,
    namespace: pod.namespace,
    name: pod.name,
    revision,
    ...podStatus(pod),
    createdAt: pod.createdAt,
    node: pod.node,
    message: podMessage(pod, now),
  };
}

/** All pods of a workload, those of the wanted revision first. */
export function projectPods(
  row: WorkloadRow,
  members: Members,
  cluster: string,
  now: number,
): PodLine[] {
  const { fresh, old } = isBatch(row)
    ? { fresh: members.pods, old: [] }
    : splitByRevision(row, members);
  const workload = { id: row.id, cluster };
  return [
    ...fresh.map(pod => projectPod(pod, workload, 'new', now)),
    ...old.map(pod => projectPod(pod, workload, 'old', now)),
  ];
}
