import { ConflictError } from '@backstage/errors';
import {
  type ObjectTarget,
  configManager,
  type ConfigValue,
  type CreateConfigMap,
  type EditConfigMap,
  keptKeys,
  mostConfigBytes,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../access/act';
import { Unprocessable } from '../http/unprocessable';
import { KubeError } from '../kube/connection/errors';
import type { ConfigMapObject } from '../kube/objects/objects';
import { present } from '../kube/connection/present';
import { elsewhereOf, entriesOf, type OwnerOf } from './detail';
import { configMapsPath, readConfigMap } from './read';

interface Data {
  data: Record<string, string>;
  binaryData: Record<string, string>;
}

/** Creates a ConfigMap as the person. @throws ConflictError where there is one of that name, KubeError */
export async function createConfigMap(
  actor: Actor,
  namespace: string,
  { name, entries }: CreateConfigMap,
): Promise<void> {
  const data = dataOf({}, entries);
  refuseBytes(data);
  try {
    await apply(actor, { namespace, name }, data, onlyNew);
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 409) throw error;
    throw new ConflictError(
      `There is a ConfigMap "${name}" in ${namespace} already. Open it to change it`,
    );
  }
}

/** A version that nothing has: what is there already is never touched by what is meant to make it. */
const onlyNew = { resourceVersion: '1' };

/**
 * Changes what was seen as the person, by server-side apply: values that other field managers keep are never taken
 * from them.
 *
 * @throws ConflictError where it has changed since, or another manager keeps what is changed; Unprocessable, KubeError
 */
export async function editConfigMap(
  actor: Actor,
  target: ObjectTarget,
  asked: { change: EditConfigMap; ownerOf: OwnerOf },
): Promise<void> {
  const { change, ownerOf } = asked;
  const found = await readConfigMap(actor, target);
  refuseForGitOps(found, ownerOf);
  refuseIfStale(found, change);
  if (found.immutable === true) {
    throw new Unprocessable(
      'It is immutable: it can only be deleted and created anew, under the same or, better, another name',
    );
  }
  refuseToRemoveOthers(found, change);
  const data = dataOf(intentOf(found, change), change.set);
  refuseTooLarge(found, change);
  const { uid, resourceVersion } = change;
  await apply(actor, target, data, { uid, resourceVersion });
}

/** Deletes exactly the ConfigMap that was seen, as the person. @throws ConflictError, KubeError */
export async function removeConfigMap(
  actor: Actor,
  target: ObjectTarget,
  asked: { uid: string; ownerOf: OwnerOf },
): Promise<void> {
  const found = await readConfigMap(actor, target);
  refuseForGitOps(found, asked.ownerOf);
  const { cluster, as } = actor;
  const path = `${configMapsPath(target.namespace)}/${target.name}`;
  await cluster.write.delete(path, { uid: asked.uid }, { as });
}

/** What our own manager has set, but for what is set or removed now. */
function intentOf(
  found: ConfigMapObject,
  change: EditConfigMap,
): Partial<Data> {
  const kept = new Set(keptKeys(entriesOf(found), change));
  const only = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => kept.has(key)));
  return {
    data: only(present(found.data)),
    binaryData: only(present(found.binaryData)),
  };
}

function dataOf(kept: Partial<Data>, values: readonly ConfigValue[]): Data {
  const texts = values.flatMap(each =>
    each.as === 'text' ? [[each.key, each.text] as const] : [],
  );
  const bytes = values.flatMap(each =>
    each.as === 'bytes' ? [[each.key, each.base64] as const] : [],
  );
  return {
    data: { ...kept.data, ...Object.fromEntries(texts) },
    binaryData: { ...kept.binaryData, ...Object.fromEntries(bytes) },
  };
}

async function apply(
  { cluster, as }: Actor,
  { namespace, name }: { namespace: string; name: string },
  { data, binaryData }: Data,
  seen: { uid?: string; resourceVersion?: string } = {},
) {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...seen },
    data,
    ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}),
  };
  await cluster.write.apply(`${configMapsPath(namespace)}/${name}`, object, {
    as,
    fieldManager: configManager,
  });
}

function refuseIfStale({ metadata }: ConfigMapObject, seen: EditConfigMap) {
  if (metadata?.uid !== seen.uid) {
    throw new ConflictError(
      'It has been deleted and created anew since you opened it. Look at what is there now',
    );
  }
  if (metadata.resourceVersion !== seen.resourceVersion) {
    throw new ConflictError(
      'It has changed since you opened it. Look at what is there now; what you typed is kept here',
    );
  }
}

/** Server-side apply would leave them where they are, and say nothing. */
function refuseToRemoveOthers(
  found: ConfigMapObject,
  { remove }: EditConfigMap,
) {
  const entries = new Map(entriesOf(found).map(each => [each.key, each]));
  for (const key of remove) {
    const entry = entries.get(key);
    if (entry?.ours && entry.keptBy.length === 0) continue;
    if (!entry) throw new ConflictError(`There is no key "${key}" in it`);
    const managers = entry.keptBy.map(manager => `"${manager}"`).join(' and ');
    throw new ConflictError(
      managers
        ? `The key "${key}" is kept by ${managers}, and would stay. Remove it there`
        : `The cluster has not kept who has set the key "${key}", and so it would stay. Set it to something here first, or remove it with kubectl edit`,
    );
  }
}

function refuseForGitOps(found: ConfigMapObject, ownerOf: OwnerOf) {
  const owner = elsewhereOf(found, ownerOf)?.owner;
  if (!owner) return;
  throw new ConflictError(
    `${owner.tool} keeps it as a repository says ("${
      owner.name
    }"), and would undo this. Change it there${
      owner.link ? `: ${owner.link}` : ''
    }`,
  );
}

/** As it would be afterwards, what others keep included. */
function refuseTooLarge(
  found: ConfigMapObject,
  { set, remove }: EditConfigMap,
) {
  const touched = new Set([...remove, ...set.map(({ key }) => key)]);
  const kept = entriesOf(found)
    .filter(({ key }) => !touched.has(key))
    .reduce((sum, { bytes }) => sum + bytes, 0);
  refuseBytes(dataOf({}, set), kept);
}

function refuseBytes({ data, binaryData }: Data, besides = 0) {
  const bytes =
    Object.values(data).reduce(
      (sum, each) => sum + Buffer.byteLength(each),
      0,
    ) +
    Object.values(binaryData).reduce(
      (sum, each) => sum + Buffer.byteLength(each, 'base64'),
      0,
    );
  if (bytes + besides <= mostConfigBytes) return;
  const kibibytes = Math.ceil((bytes + besides) / 1024);
  throw new Unprocessable(
    `Its values would be ${kibibytes} KiB together; a ConfigMap takes 1024 KiB. Larger files belong into the image or a volume`,
  );
}
