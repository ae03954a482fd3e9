import type { KubeIdentity } from '../../kube/watch/cache';
import type { Connection } from '../../kube/connection/connection';
import type { PodTemplate, WorkloadObject } from '../../kube/objects/objects';
import type {
  LiveWorkload,
  StoredRevision,
} from '../../kube/objects/workloadObjects';
import { inNamespace } from '../../kube/connection/resources';
import { pathOf, type WorkloadTarget } from '../commands/target';

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
    items: StoredRevision[];
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

function revisionOf(kept: StoredRevision): KeptRevision[] {
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
