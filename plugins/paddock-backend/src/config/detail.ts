import type {
  ConfigEntry,
  ConfigMapDetail,
  ObjectTarget,
  GitOpsOwner,
  MayConfig,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import type { ConfigMapObject, MetadataObject } from '../kube/objects/objects';
import { present } from '../kube/connection/present';
import { factsOf, keepersOf, type KeyKeepers } from './facts';
import { rightTo } from './look';
import { configPods, podsByRef } from './podValue';
import { readConfigMap, readRunners } from './read';
import { refKey } from './uses';
import { usersByRef } from './users';

/** The tool that keeps an object as a repository says, with a link where one is configured. */
export type OwnerOf = (
  metadata: MetadataObject,
  of: { group: string; kind: string },
) => GitOpsOwner | undefined;

/** One ConfigMap with its values, who uses it, and what the person may do with it. @throws KubeError */
export async function readDetail(
  actor: Actor,
  target: ObjectTarget,
  ownerOf: OwnerOf,
): Promise<ConfigMapDetail> {
  const { cluster, namespace, name } = target;
  const [found, seen, mayPatch, mayDelete] = await Promise.all([
    readConfigMap(actor, target),
    readRunners(actor, namespace),
    may(actor, 'patch', target),
    may(actor, 'delete', target),
  ]);
  const metadata = found.metadata ?? {};
  const key = refKey({ kind: 'ConfigMap', name });
  const { runners, pods, unread } = seen;
  const running = podsByRef(pods ?? []);
  const elsewhere = elsewhereOf(found, ownerOf);
  return {
    cluster,
    namespace,
    name,
    uid: metadata.uid ?? '',
    resourceVersion: metadata.resourceVersion ?? '',
    ...factsOf(metadata),
    immutable: found.immutable === true,
    entries: entriesOf(found),
    usedBy: usersByRef(runners, running).get(key) ?? [],
    ...(pods ? { pods: configPods(running.get(key) ?? [], metadata) } : {}),
    unread,
    may: {
      edit:
        elsewhere ??
        (found.immutable === true ? { state: 'immutable' } : mayPatch),
      remove: elsewhere ?? mayDelete,
    },
  };
}

async function may(
  actor: Actor,
  verb: string,
  { namespace, name }: ObjectTarget,
): Promise<MayConfig> {
  const { cluster, as } = actor;
  const right = { verb, group: '', resource: 'configmaps', namespace, name };
  return (await cluster.access.may(as, right))
    ? { state: 'possible' }
    : { state: 'forbidden', missing: rightTo(actor, verb, namespace) };
}

export function elsewhereOf(
  { metadata }: ConfigMapObject,
  ownerOf: OwnerOf,
): Extract<MayConfig, { state: 'elsewhere' }> | undefined {
  const owner = ownerOf(metadata ?? {}, { group: '', kind: 'ConfigMap' });
  return owner && { state: 'elsewhere', owner };
}

/** Its keys in their order, with who has set them. */
export function entriesOf({
  metadata,
  data,
  binaryData,
}: ConfigMapObject): ConfigEntry[] {
  const keepers = keepersOf(metadata ?? {});
  const nobody: KeyKeepers = { ours: false, keptBy: [] };
  const texts = Object.entries(present(data)).map(([key, text]) => ({
    key,
    text,
    bytes: Buffer.byteLength(text),
  }));
  const others = Object.entries(present(binaryData)).map(([key, base64]) => ({
    key,
    bytes: Buffer.byteLength(base64, 'base64'),
  }));
  return [...texts, ...others]
    .map(each => ({ ...each, ...(keepers.get(each.key) ?? nobody) }))
    .sort((a, b) => a.key.localeCompare(b.key));
}
