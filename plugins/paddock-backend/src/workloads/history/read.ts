import type { Actor } from '../../doors/act';
import type { PodTemplate, WorkloadObject } from '../../kube/objects';
import { inNamespace, pathOf, type WorkloadTarget } from '../commands/target';

/** The parts of a workload that its history and its acts rest on. */
export interface LiveWorkload {
  metadata: {
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: {
    /** Of a Deployment. */
    paused?: boolean;
    /** Of a Job or a CronJob. */
    suspend?: boolean;
    replicas?: number;
    template: PodTemplate;
  };
  status?: {
    updateRevision?: string;
    /** Of a Job. */
    conditions?: Array<{ type: string; status: string }>;
  };
}

/** A revision as the cluster keeps it. */
export interface KeptRevision {
  revision: number;
  createdAt: string;
  cause?: string;
  template: PodTemplate;
  /** Of a ControllerRevision: its name, by which the status tells the current one. */
  name: string;
}

/** Reads the workload as the person. @throws KubeError */
export async function readWorkload(
  { cluster, as }: Actor,
  target: WorkloadTarget,
): Promise<LiveWorkload> {
  const path = pathOf(target);
  return (await cluster.connection.request('GET', path, {
    as,
  })) as LiveWorkload;
}

/** The same for other rooms, as it comes over the wire. @throws KubeError */
export async function readWorkloadObject(
  { cluster, as }: Actor,
  target: WorkloadTarget,
): Promise<WorkloadObject> {
  const path = pathOf(target);
  return (await cluster.connection.request('GET', path, {
    as,
  })) as WorkloadObject;
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
  /** Of a ControllerRevision. */
  revision?: number;
  data?: { spec?: { template?: PodTemplate } };
}

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';

/** The revisions that the cluster keeps of a workload, newest first, read as the person. @throws KubeError */
export async function readRevisions(
  { cluster, as }: Actor,
  target: WorkloadTarget,
  { metadata }: LiveWorkload,
): Promise<KeptRevision[]> {
  const plural =
    target.kind === 'Deployment' ? 'replicasets' : 'controllerrevisions';
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
  const revision = kept.revision ?? Number(annotations[REVISION]);
  if (!template || !Number.isSafeInteger(revision)) return [];
  return [
    {
      name,
      revision,
      createdAt: creationTimestamp,
      template,
      ...(annotations[CAUSE] ? { cause: annotations[CAUSE] } : {}),
    },
  ];
}
