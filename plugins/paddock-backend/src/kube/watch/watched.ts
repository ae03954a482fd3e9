import type { Intern } from './intern';
import { apiPath, versionSegments } from '../connection/paths';
import type { RowByKind, WatchedKind } from './rowByKind';
import type { Row } from './rows';
import { trimCronJob, trimJob } from './trim/batch';
import { trimPod } from './trim/pod';
import { trimAnalysisRun, trimRollout } from './trim/delivery';
import { trimAutoscaler, trimQuota } from './trim/scaling';
import { trimEvent } from './trim/event';
import { trimNamespace, trimNode, trimRevision } from './trim/surroundings';
import { trimRights } from './trim/rights';
import {
  trimDaemonSet,
  trimDeployment,
  trimReplicaSet,
  trimStatefulSet,
} from './trim/workloads';

/** How objects of one kind are asked for, and what is kept of them. */
export interface WatchedObjects<R extends Row> {
  kind: string;
  path: string;
  /** What narrows the list and the watch down: selectors. */
  query?: Record<string, string>;
  /** Only metadata is sent of these. */
  metadataOnly: boolean;
  /** A cluster may well not have this kind, or get it later. */
  optional: boolean;
  /** At most so many are kept, the oldest go first. */
  most?: number;
  /** @throws for an object that Kubernetes would not have sent. */
  trim(object: unknown, intern: Intern): R;
}

export interface Watched<K extends WatchedKind>
  extends WatchedObjects<RowByKind[K]> {
  kind: K;
  /** What a view can do without: its reach is not that of the cluster. */
  extra: boolean;
}

interface Source<K extends WatchedKind> {
  group: string;
  /** Default `v1`. */
  version?: string;
  plural: string;
  metadataOnly?: boolean;
  optional?: boolean;
  extra?: boolean;
  query?: Record<string, string>;
  most?: number;
  trim: Watched<K>['trim'];
}

function watched<K extends WatchedKind>(
  kind: K,
  source: Source<K>,
): Watched<K> {
  return {
    kind,
    path: apiPath([
      ...versionSegments(source.group, source.version ?? 'v1'),
      source.plural,
    ]),
    metadataOnly: source.metadataOnly ?? false,
    optional: source.optional ?? false,
    extra: source.extra ?? false,
    ...(source.query ? { query: source.query } : {}),
    ...(source.most ? { most: source.most } : {}),
    trim: source.trim,
  };
}

const argo = { group: 'argoproj.io', version: 'v1alpha1', optional: true };
const rbac = { group: 'rbac.authorization.k8s.io', metadataOnly: true };

export const watchedKinds: { [K in WatchedKind]: Watched<K> } = {
  Pod: watched('Pod', { group: '', plural: 'pods', trim: trimPod }),
  Deployment: watched('Deployment', {
    group: 'apps',
    plural: 'deployments',
    trim: trimDeployment,
  }),
  StatefulSet: watched('StatefulSet', {
    group: 'apps',
    plural: 'statefulsets',
    trim: trimStatefulSet,
  }),
  DaemonSet: watched('DaemonSet', {
    group: 'apps',
    plural: 'daemonsets',
    trim: trimDaemonSet,
  }),
  ReplicaSet: watched('ReplicaSet', {
    group: 'apps',
    plural: 'replicasets',
    trim: trimReplicaSet,
  }),
  Job: watched('Job', { group: 'batch', plural: 'jobs', trim: trimJob }),
  CronJob: watched('CronJob', {
    group: 'batch',
    plural: 'cronjobs',
    trim: trimCronJob,
  }),
  Rollout: watched('Rollout', {
    ...argo,
    plural: 'rollouts',
    trim: trimRollout,
  }),
  AnalysisRun: watched('AnalysisRun', {
    ...argo,
    plural: 'analysisruns',
    trim: trimAnalysisRun,
  }),
  HorizontalPodAutoscaler: watched('HorizontalPodAutoscaler', {
    group: 'autoscaling',
    version: 'v2',
    plural: 'horizontalpodautoscalers',
    trim: trimAutoscaler,
  }),
  ResourceQuota: watched('ResourceQuota', {
    group: '',
    plural: 'resourcequotas',
    trim: trimQuota,
  }),
  Role: watched('Role', { ...rbac, plural: 'roles', trim: trimRights('Role') }),
  RoleBinding: watched('RoleBinding', {
    ...rbac,
    plural: 'rolebindings',
    trim: trimRights('RoleBinding'),
  }),
  ClusterRole: watched('ClusterRole', {
    ...rbac,
    plural: 'clusterroles',
    trim: trimRights('ClusterRole'),
  }),
  ClusterRoleBinding: watched('ClusterRoleBinding', {
    ...rbac,
    plural: 'clusterrolebindings',
    trim: trimRights('ClusterRoleBinding'),
  }),
  // What can be done without comes last.
  Event: watched('Event', {
    group: '',
    plural: 'events',
    extra: true,
    query: { fieldSelector: 'type=Warning' },
    most: 20_000,
    trim: trimEvent,
  }),
  Node: watched('Node', {
    group: '',
    plural: 'nodes',
    extra: true,
    trim: trimNode,
  }),
  Namespace: watched('Namespace', {
    group: '',
    plural: 'namespaces',
    extra: true,
    trim: trimNamespace,
  }),
  ControllerRevision: watched('ControllerRevision', {
    group: 'apps',
    plural: 'controllerrevisions',
    extra: true,
    trim: trimRevision,
  }),
};

/** The kinds whose change can change what a person may do. */
export const rightsKinds = [
  'Role',
  'RoleBinding',
  'ClusterRole',
  'ClusterRoleBinding',
] as const;
