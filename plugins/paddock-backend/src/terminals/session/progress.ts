import type { ContainerStatus, PodObject } from '../../kube/objects/objects';
import { imageTrouble } from './imageTrouble';

/** How far a container is that somebody waits for. */
export type Progress =
  | { is: 'running' }
  | { is: 'waiting'; message: string }
  /** It has ended already. */
  | { is: 'over'; code: number }
  /** It will not run by itself. */
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
  const { reason, message } = found?.state?.waiting ?? {};
  const image = imageOf(pod, container) ?? found?.image ?? 'of the container';
  // The kubelet tries again, but rarely with another outcome, and a person should not sit before it.
  const trouble = imageTrouble(image, reason ?? '', message ?? '');
  if (trouble) return { is: 'hopeless', message: trouble };
  return { is: 'waiting', message: whyWaiting(pod, found) };
}

/** As it was asked for: until it is there, the status may name another. */
const imageOf = ({ spec }: PodObject, container: string) =>
  [...(spec?.containers ?? []), ...(spec?.ephemeralContainers ?? [])].find(
    each => each.name === container,
  )?.image;

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
