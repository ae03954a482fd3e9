import type {
  ConfigPod,
  ConfigUse,
  PodValue,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodObject } from '../kube/objects';
import { hasEnded } from '../kube/podPhase';
import { type ConfigRef, usesOf } from './uses';

/** Instants of the API server and of nodes are whole seconds, of clocks that differ a little. */
const closeMs = 2_000;

/** Pods that run this at all: those that have ended read nothing any more. */
const isRunning = ({ status, metadata }: PodObject) =>
  !metadata?.deletionTimestamp && !hasEnded(status?.phase);

/** The running pods among these that use it, and which value each of them has. Pure. */
export function podsWith(
  ref: ConfigRef,
  pods: PodObject[],
  changedAt: string | undefined,
): ConfigPod[] {
  return pods.filter(isRunning).flatMap(pod => {
    const found = usesOf(pod.spec).find(
      ({ kind, name }) => kind === ref.kind && name === ref.name,
    );
    if (!found) return [];
    const owner = ownerOf(pod);
    return [
      {
        pod: pod.metadata?.name ?? '',
        ...(owner ? { owner } : {}),
        value: valueIn(pod, found.uses, changedAt),
      },
    ];
  });
}

/** What a pod read when its containers started, and what changed since. */
function valueIn(
  pod: PodObject,
  uses: ConfigUse[],
  changedAt: string | undefined,
): PodValue {
  const fixed = new Set(
    uses.flatMap(use =>
      use.as === 'variable' ||
      use.as === 'all-variables' ||
      use.as === 'one-file'
        ? use.container
        : [],
    ),
  );
  if (fixed.size === 0) return { has: 'files' };
  if (!changedAt) {
    return {
      has: 'unknown',
      because: 'The cluster has not kept when it was changed last.',
    };
  }
  // A container that does not run yet will read what is there then.
  const started = startsOf(pod, fixed);
  const first = started[0];
  if (first === undefined) return { has: 'current' };
  const after = Date.parse(first) - Date.parse(changedAt);
  if (after < -closeMs) return { has: 'old', startedAt: first };
  return after > closeMs
    ? { has: 'current' }
    : {
        has: 'unknown',
        because: 'It started within 2 s of the last change.',
      };
}

/** When those of the containers that run have started, the first one first. */
function startsOf({ status }: PodObject, names: ReadonlySet<string>): string[] {
  return [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ]
    .filter(({ name }) => names.has(name ?? ''))
    .flatMap(({ state }) => state?.running?.startedAt ?? [])
    .sort();
}

/** What runs a pod. The ReplicaSet of a Deployment is named after it, with the hash that its pods carry. */
export function ownerOf({
  metadata,
}: PodObject): { kind: string; name: string } | undefined {
  const owner = metadata?.ownerReferences?.find(each => each.controller);
  if (!owner) return undefined;
  const kind = owner.kind ?? '';
  const name = owner.name ?? '';
  const hash = metadata?.labels?.['pod-template-hash'];
  return kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`)
    ? { kind: 'Deployment', name: name.slice(0, -hash.length - 1) }
    : { kind, name };
}
