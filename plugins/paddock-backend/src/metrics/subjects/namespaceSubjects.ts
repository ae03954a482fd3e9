import type { QuotaRow } from '../../kube/watch/rows/scaling';
import type { MetricSubject } from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { PodObject } from '../../kube/objects/objects';
import { withQuota } from './quota';
import { nodeSubject, podSubjects, sumSubject, type Window } from './subjects';

/** What of a namespace is shown. */
export interface Shown {
  cluster: Pick<WatchedCluster, 'cache'>;
  namespace: string;
  pods: PodObject[];
  /** Those of them that are shown one by one. */
  shown: PodObject[];
  nodes: string[];
  quotas: Array<Pick<QuotaRow, 'hard' | 'scopes'>>;
  /** Whether all of it was asked for, and not the pods of one workload. */
  isWhole: boolean;
}

/** The rungs from the containers of a namespace to their nodes. */
export function namespaceSubjects(
  { cluster, namespace, pods, shown, nodes, quotas, isWhole }: Shown,
  { measured, since }: Omit<Window, 'namespace'>,
): MetricSubject[] {
  const window = { namespace, measured, since };
  const workloadOf = (pod: PodObject) => workloadName(pod, cluster);
  const total = { level: 'namespace' as const, name: namespace };
  return [
    sumSubject({ level: 'workload', name: 'all' }, shown, window),
    ...(isWhole ? workloadsIn(pods, workloadOf, window) : []),
    ...shown.flatMap(pod => podSubjects(pod, window, workloadOf(pod))),
    withQuota(sumSubject(total, pods, window), quotas),
    ...nodes.map(name => nodeSubject(name, window)),
  ];
}

/** `Deployment/payments-api`: who has made it, and of a ReplicaSet who has made that. */
function workloadName(
  { metadata }: PodObject,
  cluster: Shown['cluster'],
): string | undefined {
  const owner = (metadata?.ownerReferences ?? []).find(each => each.controller);
  if (!owner) return undefined;
  const above =
    owner.kind === 'ReplicaSet'
      ? cluster.cache('ReplicaSet').get(owner.uid ?? '')?.owner
      : undefined;
  const { kind, name } = above ?? owner;
  return `${kind}/${name}`;
}

function workloadsIn(
  pods: PodObject[],
  workloadOf: (pod: PodObject) => string | undefined,
  window: Window,
): MetricSubject[] {
  const byName = new Map<string, PodObject[]>();
  for (const pod of pods) {
    const name = workloadOf(pod);
    if (name) byName.set(name, [...(byName.get(name) ?? []), pod]);
  }
  return [...byName]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, own]) => sumSubject({ level: 'workload', name }, own, window));
}
