import type {
  ConfigPod,
  ConfigUse,
  PodValue,
} from '@paddock/backstage-plugin-paddock-common';
import type { MetadataObject, PodObject } from '../kube/objects/objects';
import { hasEnded } from '../kube/objects/podPhase';
import { changedAt, surelyChangedAt } from './facts';
import { refKey, usesOf } from './uses';

type Owner = NonNullable<ConfigPod['owner']>;

const hashes = {
  'pod-template-hash': 'Deployment',
  'rollouts-pod-template-hash': 'Rollout',
};

/** Instants of the API server and of nodes are whole seconds, of clocks that differ a little. */
const closeMs = 2_000;

/** Pods that run this at all: those that have ended read nothing any more. */
const isRunning = ({ status, metadata }: PodObject) =>
  !metadata?.deletionTimestamp && !hasEnded(status?.phase);

/** A running pod, and how it uses something. */
export interface PodUse {
  pod: PodObject;
  uses: ConfigUse[];
}

/** What the running pods among these use, by `kind/name`. Pure. */
export function podsByRef(pods: PodObject[]): Map<string, PodUse[]> {
  const found = new Map<string, PodUse[]>();
  for (const pod of pods.filter(isRunning)) {
    for (const ref of usesOf(pod.spec)) {
      const known = found.get(refKey(ref)) ?? [];
      known.push({ pod, uses: ref.uses });
      found.set(refKey(ref), known);
    }
  }
  return found;
}

/** Which value of a ConfigMap each of these pods has. Pure. */
export const configPods = (
  using: PodUse[],
  metadata: MetadataObject,
): ConfigPod[] =>
  using.map(({ pod, uses }) => {
    const owner = ownerOf(pod);
    return {
      pod: pod.metadata?.name ?? '',
      ...(owner ? { owner } : {}),
      value: valueIn(pod, uses, metadata),
    };
  });

/** What a pod read when its containers started, and what changed since. */
function valueIn(
  pod: PodObject,
  uses: ConfigUse[],
  metadata: MetadataObject,
): PodValue {
  const atStart = uses.filter(isReadAtStart(pod));
  if (atStart.length === 0) return { has: 'files' };
  const keys = keysOf(atStart);
  const changed = changedAt(metadata, keys);
  if (!changed) {
    return {
      has: 'unknown',
      because: 'The cluster has not kept when it was changed last.',
    };
  }
  const names = new Set(
    atStart.flatMap(use => ('container' in use ? use.container : [])),
  );
  const [first] = startsOf(pod, names);
  if (first === undefined) return { has: 'starting' };
  const since = (change: string) => Date.parse(first) - Date.parse(change);
  const surely = surelyChangedAt(metadata, keys);
  if (surely && since(surely) < -closeMs) {
    return { has: 'old', startedAt: first };
  }
  const after = since(changed);
  if (after > closeMs) return { has: 'current' };
  return {
    has: 'unknown',
    because:
      after < -closeMs
        ? 'It was changed after this pod started. Whether this changed these values, or labels or other keys only, is not recorded.'
        : 'It started within 2 s of the last change.',
  };
}

/** Files follow a change, but not in what an init container has made of them. */
function isReadAtStart({ spec }: PodObject) {
  const inits = new Set(
    (spec?.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy !== 'Always')
      .map(({ name }) => name),
  );
  return (use: ConfigUse): boolean =>
    use.as === 'variable' ||
    use.as === 'all-variables' ||
    use.as === 'one-file' ||
    (use.as === 'files' && inits.has(use.container));
}

/** The keys that are read; undefined where all of them may be. */
function keysOf(uses: ConfigUse[]): ReadonlySet<string> | undefined {
  const keys = uses.flatMap(use => (use.as === 'variable' ? use.key : []));
  return keys.length === uses.length ? new Set(keys) : undefined;
}

/** When those of the containers that run, or have run before them, have started, the first one first. */
function startsOf({ status }: PodObject, names: ReadonlySet<string>): string[] {
  const started = (status?.containerStatuses ?? []).map(each => ({
    ...each,
    at: each.state?.running?.startedAt,
  }));
  const begun = (status?.initContainerStatuses ?? []).map(each => ({
    ...each,
    at: each.state?.running?.startedAt ?? each.state?.terminated?.startedAt,
  }));
  return [...begun, ...started]
    .filter(({ name }) => names.has(name ?? ''))
    .flatMap(({ at }) => at ?? [])
    .sort();
}

/** What runs a pod. The ReplicaSet of a Deployment or a Rollout is named after it, with the hash that its pods carry. */
export function ownerOf({ metadata }: PodObject): Owner | undefined {
  const owner = metadata?.ownerReferences?.find(each => each.controller);
  if (!owner) return undefined;
  const kind = owner.kind ?? '';
  const name = owner.name ?? '';
  if (kind !== 'ReplicaSet') return { kind, name };
  for (const [label, above] of Object.entries(hashes)) {
    const hash = metadata?.labels?.[label];
    if (hash && name.endsWith(`-${hash}`)) {
      return { kind: above, name: name.slice(0, -hash.length - 1) };
    }
  }
  return { kind, name };
}
