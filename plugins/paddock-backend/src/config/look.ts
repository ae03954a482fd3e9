import type {
  ConfigInUse,
  ConfigMapLine,
  ConfigMapList,
  MissingRight,
  WorkloadConfig,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../doors/act';
import { unlessHidden } from '../kube/hidden';
import type { PodObject, WorkloadObject } from '../kube/objects';
import { readOwnPods } from '../kube/ownPods';
import { factsOf } from './facts';
import { podsWith } from './podValue';
import { listConfigMaps, lookAtConfigMap, readRunners } from './read';
import { refKey, usersByRef } from './users';
import { type RefUses, usesOf } from './uses';

/** Names that are looked at for one workload. */
const mostRefs = 50;

/** What a workload's pods take from ConfigMaps and Secrets, as the person sees it. */
export async function lookAtConfig(
  actor: Actor,
  namespace: string,
  { spec }: WorkloadObject,
): Promise<WorkloadConfig> {
  const { cluster, as } = actor;
  const selector = spec?.selector;
  const pods = await unlessHidden(
    readOwnPods(cluster.connection, { namespace, selector }, as),
  );
  // What old pods still name is used too, until they are gone.
  const specs = [spec?.template?.spec, ...(pods ?? []).map(pod => pod.spec)];
  const uses = merge(specs.flatMap(usesOf)).slice(0, mostRefs);
  const items = await Promise.all(
    uses.map(each => lookAtRef(actor, each, { namespace, pods })),
  );
  return { items };
}

/** Each once, with the uses of the newest specification that has it. */
function merge(found: RefUses[]): RefUses[] {
  const all = new Map<string, RefUses>();
  for (const each of found) {
    const key = refKey(each);
    if (!all.has(key)) all.set(key, each);
  }
  return [...all.values()];
}

async function lookAtRef(
  actor: Actor,
  ref: RefUses,
  about: { namespace: string; pods: PodObject[] | undefined },
): Promise<ConfigInUse> {
  if (ref.kind === 'Secret') return { ...ref, known: { state: 'name-only' } };
  const { namespace, pods } = about;
  const found = await lookAtConfigMap(actor, { namespace, name: ref.name });
  if (found === 'missing') return { ...ref, known: { state: 'missing' } };
  if (found === 'hidden') {
    const missing = rightTo(actor, 'get', namespace);
    return { ...ref, known: { state: 'hidden', missing } };
  }
  const facts = factsOf(found);
  return {
    ...ref,
    known: { state: 'known', ...facts },
    ...(pods ? { pods: podsWith(ref, pods, facts.changedAt) } : {}),
  };
}

export const rightTo = (
  { cluster }: Actor,
  verb: string,
  namespace: string,
): MissingRight => ({
  cluster: cluster.name,
  namespace,
  verb,
  resource: 'configmaps',
});

/** The ConfigMaps of a namespace with who uses them. @throws KubeError where the person may not list them */
export async function listConfig(
  actor: Actor,
  namespace: string,
): Promise<ConfigMapList> {
  const { cluster, as } = actor;
  const right = { verb: 'create', group: '', resource: 'configmaps' };
  const [found, seen, mayCreate] = await Promise.all([
    listConfigMaps(actor, namespace),
    readRunners(actor, namespace),
    cluster.access.may(as, { ...right, namespace }),
  ]);
  const users = usersByRef(seen);
  const items = found.map((metadata): ConfigMapLine => {
    const name = metadata.name ?? '';
    const ref = { kind: 'ConfigMap', name } as const;
    const facts = factsOf(metadata);
    const pods = podsWith(ref, seen.pods ?? [], facts.changedAt);
    return {
      name,
      uid: metadata.uid ?? '',
      ...facts,
      usedBy: users.get(refKey(ref)) ?? [],
      oldPods: pods.filter(({ value }) => value.has === 'old').length,
    };
  });
  return {
    cluster: cluster.name,
    namespace,
    items: items.sort(byNeed),
    unread: seen.unread,
    mayCreate: mayCreate || rightTo(actor, 'create', namespace),
  };
}

const byNeed = (a: ConfigMapLine, b: ConfigMapLine) =>
  b.oldPods - a.oldPods || a.name.localeCompare(b.name);
