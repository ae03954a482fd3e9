import type { Condition, OwnerRef, Row } from '../watch/rows';
import type { Intern } from '../watch/intern';
import { isVersion } from '../watch/read/versions';

/**
 * A Kubernetes type as it comes over the wire: instants are texts, and nothing
 * is sure to be there, whatever the type says.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends Array<infer Item>
  ? Array<Wire<Item>>
  : T extends object
  ? { [Key in keyof T]?: Wire<T[Key]> | null }
  : T;

/** The object is none that Kubernetes would have sent; the reflector counts and skips it. */
export class NotAnObject extends Error {}

const MAX_TEXT = 4_096;

export function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length > MAX_TEXT ? value.slice(0, MAX_TEXT) : value;
}

export function count(value: unknown, otherwise = 0): number {
  return Number.isSafeInteger(value) ? (value as number) : otherwise;
}

export function list<T>(value: T[] | null | undefined): T[] {
  return Array.isArray(value) ? value.filter(each => each !== null) : [];
}

/** `{ [key]: value }`, or nothing where there is no value: optional properties stay absent. */
export function maybe<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as {
    [K in Key]?: Value;
  };
}

export interface Meta {
  uid?: unknown;
  resourceVersion?: unknown;
  name?: unknown;
  namespace?: unknown;
  creationTimestamp?: unknown;
  deletionTimestamp?: unknown;
  deletionGracePeriodSeconds?: unknown;
  finalizers?: unknown[] | null;
  generation?: unknown;
  labels?: Record<string, unknown> | null;
}

/** @throws NotAnObject without a name, a uid or a version that can be compared. */
export function rowOf(metadata: Meta | null | undefined, intern: Intern): Row {
  const id = text(metadata?.uid);
  const name = text(metadata?.name);
  const version = metadata?.resourceVersion;
  if (!id || !name || !isVersion(version)) {
    throw new NotAnObject('An object has no usable metadata');
  }
  return {
    id,
    version,
    name,
    namespace: intern.text(text(metadata?.namespace) ?? ''),
    createdAt: text(metadata?.creationTimestamp) ?? '',
    ...leavingOf(metadata),
  };
}

/** Nothing of what stays: finalizers matter when something is being deleted. */
function leavingOf(metadata: Meta | null | undefined) {
  const deletedAt = text(metadata?.deletionTimestamp);
  if (!deletedAt) return {};
  const finalizers = list(metadata?.finalizers).flatMap(
    each => text(each) ?? [],
  );
  const graceSeconds = count(metadata?.deletionGracePeriodSeconds);
  return {
    deletedAt,
    ...(graceSeconds ? { graceSeconds } : {}),
    ...(finalizers.length > 0 ? { finalizers } : {}),
  };
}

export function labelsOf(
  labels: Record<string, unknown> | null | undefined,
  intern: Intern,
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (typeof value === 'string' && key !== '__proto__') kept[key] = value;
  }
  return intern.value(kept);
}

const COMPONENT_LABEL = 'backstage.io/kubernetes-id';

export function componentOf(
  labels: Readonly<Record<string, string>>,
  intern: Intern,
) {
  const component = text(labels[COMPONENT_LABEL]);
  return maybe('component', component && intern.text(component));
}

interface OwnerReference {
  controller?: unknown;
  uid?: unknown;
  kind?: unknown;
  name?: unknown;
}

/** The controlling owner, of which Kubernetes allows one. */
export function ownerOf(
  references: OwnerReference[] | null | undefined,
  intern: Intern,
): { owner?: OwnerRef } {
  const owner = list(references).find(each => each.controller === true);
  const id = text(owner?.uid);
  if (!owner || !id) return {};
  const kind = text(owner.kind) ?? '';
  return { owner: intern.value({ id, kind, name: text(owner.name) ?? '' }) };
}

export interface WireCondition {
  type?: unknown;
  status?: unknown;
  reason?: unknown;
  message?: unknown;
  lastTransitionTime?: unknown;
}

export function conditionsOf(
  conditions: WireCondition[] | null | undefined,
): Condition[] {
  return list(conditions).map(each => ({
    type: text(each.type) ?? '',
    status: text(each.status) ?? 'Unknown',
    ...maybe('reason', text(each.reason)),
    ...maybe('message', text(each.message)),
    ...maybe('at', text(each.lastTransitionTime)),
  }));
}

export function imagesOf(
  containers: Array<{ image?: unknown }> | null | undefined,
  intern: Intern,
): string[] {
  const images = list(containers).map(each => text(each.image) ?? '');
  return intern.value(images.filter(image => image !== ''));
}
