import {
  readRollbacks,
  rollbackAnnotation,
  rollbackOnDeadline,
  rolledBackAnnotation,
} from '@paddock/backstage-plugin-paddock-common';
import type {
  V1DaemonSet,
  V1Deployment,
  V1ReplicaSet,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type {
  DaemonSetRow,
  DeploymentRow,
  ReplicaSetRow,
  StatefulSetRow,
} from '../rows/workloads';
import { ROLLOUT_HASH, ROLLOUT_REVISION } from './delivery';
import {
  componentOf,
  count,
  imagesOf,
  labelsOf,
  list,
  maybe,
  ownerOf,
  rowOf,
  text,
  type Wire,
} from '../../objects/wire';
import { replicasOf, workloadOf } from './workload';

const REVISION = 'deployment.kubernetes.io/revision';

export function trimDeployment(object: unknown, intern: Intern): DeploymentRow {
  const deployment = object as Wire<V1Deployment>;
  const { metadata, spec } = deployment;
  return {
    kind: 'Deployment',
    ...workloadOf(deployment, intern),
    ...replicasOf(deployment),
    paused: spec?.paused === true,
    ...(spec?.strategy?.type === 'Recreate' ? { recreates: true } : {}),
    ...maybe('revision', text(metadata?.annotations?.[REVISION])),
    ...guardOf(metadata?.annotations),
  };
}

function guardOf(
  annotations: Record<string, unknown> | null | undefined,
): Pick<DeploymentRow, 'guarded' | 'rolledBack'> {
  const written = annotations?.[rolledBackAnnotation];
  const rolledBack =
    typeof written === 'string' ? readRollbacks(written) : undefined;
  return {
    ...(annotations?.[rollbackAnnotation] === rollbackOnDeadline
      ? { guarded: true }
      : {}),
    ...(rolledBack?.length ? { rolledBack } : {}),
  };
}

export function trimStatefulSet(
  object: unknown,
  intern: Intern,
): StatefulSetRow {
  const statefulSet = object as Wire<V1StatefulSet>;
  const { spec, status } = statefulSet;
  return {
    kind: 'StatefulSet',
    ...workloadOf(statefulSet, intern),
    ...replicasOf(statefulSet),
    ...maybe('currentRevision', text(status?.currentRevision)),
    ...maybe('updateRevision', text(status?.updateRevision)),
    strategy: strategyOf(spec?.updateStrategy),
    partition: count(spec?.updateStrategy?.rollingUpdate?.partition),
    ...(spec?.podManagementPolicy === 'Parallel' ? { parallel: true } : {}),
  };
}

export function trimDaemonSet(object: unknown, intern: Intern): DaemonSetRow {
  const daemonSet = object as Wire<V1DaemonSet>;
  const { spec, status } = daemonSet;
  return {
    kind: 'DaemonSet',
    ...workloadOf(daemonSet, intern),
    wanted: count(status?.desiredNumberScheduled),
    scheduled: count(status?.currentNumberScheduled),
    updated: count(status?.updatedNumberScheduled),
    ready: count(status?.numberReady),
    available: count(status?.numberAvailable),
    strategy: strategyOf(spec?.updateStrategy),
  };
}

export function trimReplicaSet(object: unknown, intern: Intern): ReplicaSetRow {
  const { metadata, spec, status } = object as Wire<V1ReplicaSet>;
  const labels = labelsOf(metadata?.labels, intern);
  const failure = list(status?.conditions).find(
    ({ type, status: holds }) => type === 'ReplicaFailure' && holds === 'True',
  );
  return {
    kind: 'ReplicaSet',
    ...rowOf(metadata, intern),
    ...ownerOf(metadata?.ownerReferences, intern),
    ...componentOf(labels, intern),
    labels,
    images: imagesOf(spec?.template?.spec?.containers, intern),
    wanted: count(spec?.replicas, 1),
    replicas: count(status?.replicas),
    ready: count(status?.readyReplicas),
    ...maybe(
      'revision',
      text(metadata?.annotations?.[REVISION]) ??
        text(metadata?.annotations?.[ROLLOUT_REVISION]),
    ),
    ...maybe(
      'hash',
      text(metadata?.labels?.[ROLLOUT_HASH]) ??
        text(metadata?.labels?.['pod-template-hash']),
    ),
    ...maybe('failure', failure && (text(failure.message) ?? '')),
  };
}

function strategyOf(
  strategy: { type?: unknown } | null | undefined,
): 'RollingUpdate' | 'OnDelete' {
  return strategy?.type === 'OnDelete' ? 'OnDelete' : 'RollingUpdate';
}
