import type {
  ConfigInUse,
  ConfigMapLine,
  ConfigMapList,
  MissingRight,
  WorkloadConfig,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { unlessHidden } from '../kube/connection/hidden';
import type { PodObject, WorkloadObject } from '../kube/objects/objects';
import { factsOf } from './facts';
import { configPods, podsByRef, type PodUse } from './podValue';
import {
  listConfigMaps,
  lookAtConfigMap,
  readPodsOf,
  readRunners,
} from './read';
import { type RefUses, refKey, usesOf } from './uses';
import { usersByRef } from './users';

/** Names that are looked at for one workload. */
const mostRefs = 50;

/** What a workload's pods take from ConfigMaps and Secrets, as the person sees it. */
export async function lookAtConfig(
  actor: Actor,
  namespace: string,
  workload: WorkloadObject,
): Promise<WorkloadConfig> {
  const pods = await unlessHidden(readPodsOf(actor, namespace, workload));
  const named = namedBy(workload, pods ?? []);
  const running = pods && podsByRef(pods);
  const items = await Promise.all(
    named
      .slice(0, mostRefs)
      .map(each => lookAtRef(actor, each, { namespace, running })),
  );
  return { items, more: Math.max(0, named.length - mostRefs) };
}

type NamedRef = RefUses & Pick<ConfigInUse, 'podsOnly'>;

/** Each once: as the template names it, or else as a pod does. */
function namedBy({ spec }: WorkloadObject, pods: PodObject[]): NamedRef[] {
  const all = new Map<string, NamedRef>();
  for (const each of usesOf(spec?.template?.spec)) all.set(refKey(each), each);
  for (const each of pods.flatMap(pod => usesOf(pod.spec))) {
    const key = refKey(each);
    if (!all.has(key)) all.set(key, { ...each, podsOnly: true });
  }
  return [...all.values()];
}

async function lookAtRef(
  actor: Actor,
  ref: NamedRef,
  about: {
    namespace: string;
    running: ReadonlyMap<string, PodUse[]> | undefined;
  },
): Promise<ConfigInUse> {
  if (ref.kind === 'Secret') return { ...ref, known: { state: 'name-only' } };
  const { namespace, running } = about;
  const found = await lookAtConfigMap(actor, { namespace, name: ref.name });
  if (found === 'missing') return { ...ref, known: { state: 'missing' } };
  if (found === 'hidden') {
    const missing = rightTo(actor, 'get', namespace);
    return { ...ref, known: { state: 'hidden', missing } };
  }
  const using = running && (running.get(refKey(ref)) ?? []);
  return {
    ...ref,
    known: { state: 'known', ...factsOf(found) },
    ...(using ? { pods: configPods(using, found) } : {}),
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
  const { cluster } = actor;
  const [found, seen, lacking] = await Promise.all([
    listConfigMaps(actor, namespace),
    readRunners(actor, namespace),
    lackingToCreate(actor, namespace),
  ]);
  const running = podsByRef(seen.pods ?? []);
  const users = usersByRef(seen.runners, running);
  const items = found.map((metadata): ConfigMapLine => {
    const name = metadata.name ?? '';
    const key = refKey({ kind: 'ConfigMap', name });
    const pods = configPods(running.get(key) ?? [], metadata);
    const oldPods = pods.filter(({ value }) => value.has === 'old').length;
    return {
      name,
      uid: metadata.uid ?? '',
      ...factsOf(metadata),
      usedBy: users.get(key) ?? [],
      ...(seen.pods ? { oldPods } : {}),
    };
  });
  return {
    cluster: cluster.name,
    namespace,
    items: items.sort(byNeed),
    unread: seen.unread,
    mayCreate: lacking ?? true,
  };
}

/** Server-side apply is a patch, and a creation where there is nothing yet. */
async function lackingToCreate(
  actor: Actor,
  namespace: string,
): Promise<MissingRight | undefined> {
  const { cluster, as } = actor;
  for (const verb of ['create', 'patch']) {
    const right = { verb, group: '', resource: 'configmaps', namespace };
    if (!(await cluster.access.may(as, right))) {
      return rightTo(actor, verb, namespace);
    }
  }
  return undefined;
}

const byNeed = (a: ConfigMapLine, b: ConfigMapLine) =>
  (b.oldPods ?? 0) - (a.oldPods ?? 0) || a.name.localeCompare(b.name);
