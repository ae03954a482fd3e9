import type {
  ContainerExit,
  Wait,
} from '@paddock/backstage-plugin-paddock-common';
import { hasEnded } from '../kube/podPhase';
import type { ContainerState, PodRow } from '../kube/rows';

/** Reasons of a container that is only on its way. */
const onTheWay = ['ContainerCreating', 'PodInitializing'];

/** The kubelet alternates between the two; a page must not. */
const imagePull = ['ErrImagePull', 'ImagePullBackOff'];

interface Trouble {
  container: string;
  reason: string;
  message: string;
  /** How its last run ended. */
  last?: ContainerExit;
}

/** A container that runs again and again without becoming ready is looping, also while it runs. */
const loops = (container: ContainerState) =>
  container.state === 'running' && !container.ready && container.restarts >= 3;

function lastOf({ name, last }: ContainerState): { last?: ContainerExit } {
  return last ? { last: { container: name, ...last } } : {};
}

function troubleOf(container: ContainerState): Trouble | undefined {
  const { name, reason, message = '', exitCode, signal } = container;
  if (container.state === 'waiting') {
    if (!reason || onTheWay.includes(reason)) return undefined;
    return { container: name, reason, message, ...lastOf(container) };
  }
  if (container.state === 'terminated' && exitCode) {
    const ended = { exitCode, ...(reason ? { reason } : {}) };
    return {
      container: name,
      reason: reason ?? 'Error',
      message,
      last: { container: name, ...ended, ...(signal ? { signal } : {}) },
    };
  }
  return loops(container)
    ? {
        container: name,
        reason: 'CrashLoopBackOff',
        message,
        ...lastOf(container),
      }
    : undefined;
}

/** A pod that is finished or on its way out is in nobody's way. */
export const isActive = (pod: PodRow) => !pod.deletedAt && !hasEnded(pod.phase);

function podTrouble(pod: PodRow): Trouble | undefined {
  if (!isActive(pod)) return undefined;
  for (const container of [...pod.initContainers, ...pod.containers]) {
    const trouble = troubleOf(container);
    if (trouble) return trouble;
  }
  return undefined;
}

/** Which container keeps a pod from starting, with the reason as waits tell it. */
export function podTroubleInShort(
  pod: PodRow,
): { container: string; reason: string } | undefined {
  const trouble = podTrouble(pod);
  return trouble && { container: trouble.container, reason: told(trouble) };
}

/** The cluster's own words about what is wrong with a pod. */
export function podMessage(pod: PodRow): string | undefined {
  const trouble = podTrouble(pod);
  return trouble?.message || pod.unschedulable || undefined;
}

const isImagePull = ({ reason }: Trouble) => imagePull.includes(reason);

const told = (trouble: Trouble) =>
  isImagePull(trouble) ? 'ImagePullBackOff' : trouble.reason;

/** What keeps these pods from starting: one wait a cause, the most frequent first. */
export function podWaits(pods: PodRow[]): Wait[] {
  const causes = new Map<string, { trouble: Trouble; pods: number }>();
  let homeless: Omit<Extract<Wait, { for: 'node' }>, 'for'> | undefined;
  for (const pod of pods) {
    const trouble = podTrouble(pod);
    if (trouble) {
      const what = isImagePull(trouble) ? 'image' : trouble.reason;
      const key = `${trouble.container}\n${what}`;
      const known = causes.get(key);
      causes.set(key, {
        trouble: known ? moreTelling(known.trouble, trouble) : trouble,
        pods: (known?.pods ?? 0) + 1,
      });
    } else if (pod.unschedulable && isActive(pod)) {
      homeless = {
        message: homeless?.message ?? pod.unschedulable,
        pods: (homeless?.pods ?? 0) + 1,
        ...(pod.asks ? { asks: pod.asks } : {}),
      };
    }
  }
  const waits: Wait[] = [...causes.values()]
    .sort((a, b) => b.pods - a.pods)
    .map(({ trouble, pods: count }) => ({
      for: 'container',
      ...trouble,
      reason: told(trouble),
      pods: count,
    }));
  return homeless ? [...waits, { for: 'node', ...homeless }] : waits;
}

/** Containers that run, are not ready, and of which nothing worse is known: one wait a container. */
export function readinessWaits(pods: PodRow[]): Wait[] {
  const counts = new Map<string, number>();
  for (const pod of pods) {
    if (pod.ready || !isActive(pod) || podTrouble(pod)) continue;
    const unready = pod.containers.find(
      ({ state, ready }) => state === 'running' && !ready,
    );
    if (!unready) continue;
    counts.set(unready.name, (counts.get(unready.name) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([container, count]) => ({
      for: 'readiness',
      container,
      pods: count,
    }));
}

/** ErrImagePull carries the registry's answer; the back-off often only the image. */
function moreTelling(a: Trouble, b: Trouble): Trouble {
  if (a.reason === b.reason) return a;
  return b.reason === 'ErrImagePull' ? b : a;
}
