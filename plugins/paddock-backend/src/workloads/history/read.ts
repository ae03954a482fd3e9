import type { KubeIdentity } from '../../kube/watch/cache';
import type { Connection } from '../../kube/connection/connection';
import type { PodTemplate, WorkloadObject } from '../../kube/objects/objects';
import { inNamespace } from '../../kube/connection/resources';
import { pathOf, type WorkloadTarget } from '../commands/target';

/** The parts of a workload that its history and its acts rest on. */
export interface LiveWorkload {
  metadata: {
    uid: string;
    name?: string;
    namespace?: string;
    resourceVersion: string;
    generation?: number;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ controller?: boolean }>;
  };
  spec: {
    /** Of a Deployment. */
    paused?: boolean;
    /** Of a Job or a CronJob. */
    suspend?: boolean;
    replicas?: number;
    template: PodTemplate;
  } & RolloutSpec;
  status?: {
    updateRevision?: string;
    /** Of a Rollout it is a text. */
    observedGeneration?: number | string;
    conditions?: Array<{ type: string; status: string; reason?: string }>;
  } & RolloutStatus;
}

/** What a Rollout has besides. */
interface RolloutSpec {
  workloadRef?: { kind: string; name: string };
  strategy?: { canary?: { steps?: object[] }; blueGreen?: object };
}

interface RolloutStatus {
  abort?: boolean;
  currentPodHash?: string;
  stableRS?: string;
  pauseConditions?: object[] | null;
  controllerPause?: boolean;
  currentStepIndex?: number;
  canary?: { currentStepAnalysisRunStatus?: { status: string } | null };
}

/** A revision as the cluster keeps it. */
export interface KeptRevision {
  revision: number;
  createdAt: string;
  cause?: string;
  template: PodTemplate;
  /** Of its ReplicaSet or ControllerRevision: by that of the latter the status tells the current one. */
  name: string;
  /** Of a ReplicaSet: how many of its pods are ready. */
  ready: number;
}

/** @throws KubeError */
export async function readWorkload(
  { cluster, as }: Reader,
  target: WorkloadTarget,
): Promise<LiveWorkload> {
  const path = pathOf(target);
  return (await cluster.connection.request('GET', path, {
    as,
  })) as LiveWorkload;
}

/** The same for other rooms, as it comes over the wire. Of a CronJob what its Jobs will be. @throws KubeError */
export async function readWorkloadObject(
  { cluster, as }: Reader,
  target: WorkloadTarget,
): Promise<WorkloadObject> {
  const path = pathOf(target);
  const { metadata, spec } = (await cluster.connection.request('GET', path, {
    as,
  })) as WorkloadObject & {
    spec?: { jobTemplate?: Pick<WorkloadObject, 'spec'> };
  };
  return { metadata, spec: spec?.jobTemplate?.spec ?? spec };
}

/** Who reads: a person, or without a name the portal itself. */
export interface Reader {
  cluster: { connection: Pick<Connection, 'request'> };
  as?: KubeIdentity;
}

interface Kept {
  metadata: {
    name: string;
    creationTimestamp: string;
    annotations?: Record<string, string>;
    ownerReferences?: Array<{ uid: string; controller?: boolean }>;
  };
  /** Of a ReplicaSet. */
  spec?: { template: PodTemplate };
  status?: { readyReplicas?: number };
  /** Of a ControllerRevision. */
  revision?: number;
  data?: { spec?: { template?: PodTemplate } };
}

const revisionMarks = [
  'deployment.kubernetes.io/revision',
  'rollout.argoproj.io/revision',
];
const CAUSE = 'kubernetes.io/change-cause';

/** The number of the revision that an object has, or is. */
export function revisionNumber(annotations: Record<string, string> = {}) {
  const [mark] = revisionMarks.filter(each => each in annotations);
  return mark ? Number(annotations[mark]) : Number.NaN;
}

/** The revisions that the cluster keeps of a workload, newest first. @throws KubeError */
export async function readRevisions(
  { cluster, as }: Reader,
  target: WorkloadTarget,
  { metadata }: LiveWorkload,
): Promise<KeptRevision[]> {
  const bySets = target.kind === 'Deployment' || target.kind === 'Rollout';
  const plural = bySets ? 'replicasets' : 'controllerrevisions';
  const path = inNamespace(target.namespace, { group: 'apps', plural });
  const { items } = (await cluster.connection.request('GET', path, { as })) as {
    items: Kept[];
  };
  return items
    .filter(each =>
      each.metadata.ownerReferences?.some(
        owner => owner.controller && owner.uid === metadata.uid,
      ),
    )
    .flatMap(each => revisionOf(each))
    .sort((a, b) => b.revision - a.revision);
}

function revisionOf(kept: Kept): KeptRevision[] {
  const { name, creationTimestamp, annotations = {} } = kept.metadata;
  const template = kept.spec?.template ?? kept.data?.spec?.template;
  const revision = kept.revision ?? revisionNumber(annotations);
  if (!template || !Number.isSafeInteger(revision)) return [];
  return [
    {
      name,
      revision,
      createdAt: creationTimestamp,
      template,
      ready: kept.status?.readyReplicas ?? 0,
      ...(annotations[CAUSE] ? { cause: annotations[CAUSE] } : {}),
    },
  ];
}
