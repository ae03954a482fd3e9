import type { Wait } from '@paddock/backstage-plugin-paddock-common';
import type { ContainerState, PodRow } from '../kube/rows';

/** Reasons of a container that is only on its way. */
const onTheWay = ['ContainerCreating', 'PodInitializing'];

/** The kubelet alternates between the two; a page must not. */
const imagePull = ['ErrImagePull', 'ImagePullBackOff'];

interface Trouble {
  container: string;
  reason: string;
  message: string;
}

/** A container that runs again and again without becoming ready is looping, also while it runs. */
const loops = (container: ContainerState) =>
  container.state === 'running' && !container.ready && container.restarts >= 3;

function troubleOf(container: ContainerState): Trouble | undefined {
  const { name, reason, message = '' } = container;
  if (container.state === 'waiting') {
    if (!reason || onTheWay.includes(reason)) return undefined;
    return { container: name, reason, message };
  }
  if (container.state === 'terminated' && container.exitCode !== 0) {
    return { container: name, reason: reason ?? 'Error', message };
  }
  return loops(container)
    ? { container: name, reason: 'CrashLoopBackOff', message }
    : undefined;
}

/** A pod that is finished or on its way out is in nobody's way. */
export const isActive = (pod: PodRow) =>
  !pod.deletedAt && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';

function podTrouble(pod: PodRow): Trouble | undefined {
  if (!isActive(pod)) return undefined;
  for (const container of [...pod.initContainers, ...pod.containers]) {
    const trouble = troubleOf(container);
    if (trouble) return trouble;
  }
  return undefined;
}

/** The cluster's own words about what is wrong with a pod. */
export function podMessage(pod: PodRow): string | undefined {
  const trouble = podTrouble(pod);
  return trouble?.message || pod.unschedulable || undefined;
}

const isImagePull = ({ reason }: Trouble) => imagePull.includes(reason);

/** What keeps these pods from starting: one wait a cause, the most frequent first. */
export function podWaits(pods: PodRow[]): Wait[] {
  const causes = new Map<string, { trouble: Trouble; pods: number }>();
  let homeless: { message: string; pods: number } | undefined;
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
      };
    }
  }
  const waits: Wait[] = [...causes.values()]
    .sort((a, b) => b.pods - a.pods)
    .map(({ trouble, pods: count }) => ({
      for: 'container',
      ...trouble,
      reason: isImagePull(trouble) ? 'ImagePullBackOff' : trouble.reason,
      pods: count,
    }));
  return homeless ? [...waits, { for: 'node', ...homeless }] : waits;
}

/** ErrImagePull carries the registry's answer; the back-off often only the image. */
function moreTelling(a: Trouble, b: Trouble): Trouble {
  if (a.reason === b.reason) return a;
  return b.reason === 'ErrImagePull' ? b : a;
}
