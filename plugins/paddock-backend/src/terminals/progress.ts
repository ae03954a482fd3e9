import type { ContainerStatus, PodObject } from '../kube/objects';

/** How far a container is that somebody waits for. */
export type Progress =
  | { is: 'running' }
  | { is: 'waiting'; message: string }
  /** It has ended already. */
  | { is: 'over'; code: number }
  /** It will never run, in the cluster's own words. */
  | { is: 'hopeless'; message: string };

/** What a container waits for, from its pod as it is. */
export function progressOf(pod: PodObject, container: string): Progress {
  const { status } = pod;
  const found = [
    ...(status?.containerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ].find(each => each.name === container);
  const { running, terminated } = found?.state ?? {};
  if (running) return { is: 'running' };
  if (terminated) return { is: 'over', code: terminated.exitCode ?? 0 };
  if (status?.phase === 'Failed' || pod.metadata?.deletionTimestamp) {
    const why = status?.message ?? status?.reason;
    return { is: 'hopeless', message: why ?? 'The pod has been removed.' };
  }
  return { is: 'waiting', message: whyWaiting(pod, found) };
}

/** Nothing has gone wrong yet where these are the reasons. */
const usual = ['ContainerCreating', 'PodInitializing'];

function whyWaiting(
  { status }: PodObject,
  container: ContainerStatus | undefined,
): string {
  const unscheduled = status?.conditions?.find(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  );
  if (unscheduled) {
    return `No node takes it yet: ${unscheduled.message ?? 'no reason given'}`;
  }
  const { reason, message } = container?.state?.waiting ?? {};
  if (!reason || usual.includes(reason)) {
    return 'Its image is fetched, and it is started.';
  }
  return `It cannot start: ${reason}${message ? `: ${message}` : ''}`;
}
