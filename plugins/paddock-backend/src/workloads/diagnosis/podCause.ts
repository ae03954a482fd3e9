import {
  type Cause,
  type ContainerExit,
  podOf,
} from '@paddock/backstage-plugin-paddock-common';
import { hasEnded } from '../../kube/objects/podPhase';
import type { ContainerState, PodRow } from '../../kube/watch/rows';
import type { EventRow } from '../../kube/watch/rows/surroundings';

/** Reasons of a container that is only on its way. */
const onTheWay = ['ContainerCreating', 'PodInitializing'];

/** The kubelet alternates between some of them; a page must not. */
const imageReasons = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];

/** The kubelet begins its back-off anew after so long without an end. Source: MaxContainerBackOff, twice. */
const crashMs = 600_000;

/** A pod that is finished or on its way out is in nobody's way. */
export const isActive = (pod: PodRow) => !pod.deletedAt && !hasEnded(pod.phase);

export interface PodContext {
  /** Its containers are to run for good, unlike those of a Job. */
  keepsRunning: boolean;
  /** Warnings about it. */
  events: ReadonlyArray<EventRow['event']>;
  now: number;
}

/** What keeps one pod, with the cluster's own words where there are any. */
export interface PodCause {
  cause: Cause;
  message?: string;
}

const exitOf = ({ name, last }: ContainerState): ContainerExit | undefined =>
  last && { container: name, ...last };

const startErrors = ['StartError', 'ContainerCannotRun'];

const isLiveness = ({ reason, message }: EventRow['event']) =>
  reason === 'Unhealthy' && /^(Liveness|Startup) probe/.test(message);

/** A container that ends, though it should not. */
function ended(
  { name, restarts }: ContainerState,
  last: ContainerExit | undefined,
  { keepsRunning, events }: PodContext,
): Cause | undefined {
  const container = name;
  if (last?.reason === 'OOMKilled') {
    return { is: 'memory', container, pods: 1 };
  }
  if (last && startErrors.includes(last.reason ?? '')) {
    return {
      is: 'command',
      container,
      message: last.message ?? '',
      pods: 1,
    };
  }
  // Who is asked to end by its liveness probe often does so without an error.
  if (last?.exitCode === 0 && keepsRunning && !events.some(isLiveness)) {
    return { is: 'ends', container, times: Math.max(1, restarts), pods: 1 };
  }
  const { message, ...exit } = last ?? {};
  return {
    is: 'crash-loop',
    container,
    ...(last ? { last: exit as ContainerExit } : {}),
    pods: 1,
  };
}

function waiting(
  pod: PodRow,
  container: ContainerState,
  context: PodContext,
): Cause | undefined {
  const { name, reason, message = '' } = container;
  if (!reason || onTheWay.includes(reason)) return undefined;
  if (imageReasons.includes(reason)) {
    const at = pod.containers.findIndex(each => each.name === name);
    const image = pod.images[at] ?? '';
    return { is: 'image', container: name, image, message, pods: 1 };
  }
  switch (reason) {
    case 'InvalidImageName':
      return { is: 'image-name', container: name, pods: 1 };
    case 'CrashLoopBackOff':
      return ended(container, exitOf(container), context);
    case 'CreateContainerConfigError':
      return { is: 'config', container: name, message, pods: 1 };
    case 'RunContainerError':
      return { is: 'command', container: name, message, pods: 1 };
    default:
      return { is: 'cannot-start', container: name, reason, message, pods: 1 };
  }
}

/** It began again not long ago, and is not ready: it loops, also while it runs. */
function loops(
  { ready, restarts, endedAt, last }: ContainerState,
  now: number,
) {
  if (ready || now - Date.parse(endedAt ?? '') > crashMs) return false;
  return restarts >= 3 || (restarts > 0 && last?.exitCode === 0);
}

function containerCause(
  pod: PodRow,
  container: ContainerState,
  context: PodContext,
): Cause | undefined {
  const { name, exitCode = 0, reason, signal, message } = container;
  switch (container.state) {
    case 'waiting':
      return waiting(pod, container, context);
    case 'terminated': {
      const lasts =
        context.keepsRunning &&
        (pod.sidecars.includes(name) ||
          pod.containers.some(each => each.name === name));
      if (exitCode === 0 && !lasts) return undefined;
      return ended(
        { ...container, restarts: container.restarts + 1 },
        {
          container: name,
          exitCode,
          ...(reason ? { reason } : {}),
          ...(signal ? { signal } : {}),
          ...(message ? { message } : {}),
        },
        context,
      );
    }
    case 'running':
      return loops(container, context.now)
        ? ended(container, exitOf(container), context)
        : undefined;
    default:
      return undefined;
  }
}

function inContainers(pod: PodRow, context: PodContext): PodCause | undefined {
  for (const each of [...pod.initContainers, ...pod.containers]) {
    const cause = containerCause(pod, each, context);
    if (!cause) continue;
    const message = each.message ?? each.last?.message;
    return { cause, ...(message ? { message } : {}) };
  }
  return undefined;
}

/** How the containers of a pod ended that has failed, as short as `kubectl describe` tells it. */
function failedMessage({ containers, message }: PodRow): string | undefined {
  if (message) return message;
  const ends = containers.flatMap(each =>
    each.state === 'terminated' && each.exitCode
      ? [
          `${each.name}: ${each.reason ?? 'Error'}, exit code ${each.exitCode}${
            each.message ? `\n${each.message}` : ''
          }`,
        ]
      : [],
  );
  return ends.length > 0 ? ends.join('\n') : undefined;
}

export function failedCause(pod: PodRow): PodCause {
  const message = failedMessage(pod) ?? pod.reason;
  return {
    cause: {
      is: 'pod-failed',
      reason: pod.reason ?? 'Error',
      message: pod.message ?? '',
      pods: 1,
    },
    ...(message ? { message } : {}),
  };
}

/** The first init container that has not come to its end, and how many have. */
function preparing(pod: PodRow): Cause | undefined {
  const { initContainers, sidecars, specInitContainers } = pod;
  const at = initContainers.findIndex(
    ({ state, exitCode, name }) =>
      !sidecars.includes(name) && !(state === 'terminated' && exitCode === 0),
  );
  const container = initContainers[at];
  if (!container || container.state !== 'running') return undefined;
  const of = specInitContainers - sidecars.length;
  return {
    is: 'init',
    container: container.name,
    pod: pod.name,
    done: at,
    of,
  };
}

function unready(pod: PodRow): Cause | undefined {
  const running = pod.containers.filter(({ state }) => state === 'running');
  const failing = running.find(({ ready }) => !ready);
  const gate = /readiness gate \\?"([^"\\]+)/.exec(pod.unready ?? '')?.[1];
  if (!failing && gate) return { is: 'readiness-gate', gate, pods: 1 };
  const container = failing ?? running[0];
  return container && { is: 'readiness', container: container.name, pods: 1 };
}

/** What keeps an active pod that is not ready. Pure. */
export function causeOfPod(pod: PodRow, context: PodContext): PodCause {
  if (pod.gates && pod.node === undefined) {
    return { cause: { is: 'gated', gates: pod.gates, pods: 1 } };
  }
  const inside = inContainers(pod, context);
  if (inside) return inside;
  if (pod.unschedulable !== undefined) {
    const message = pod.unschedulable;
    const { asks, asksByInit: byInit } = pod;
    const asked = { ...(asks && { asks }), ...(byInit && { byInit }) };
    return { cause: { is: 'no-node', message, ...asked, pods: 1 }, message };
  }
  const cause = unready(pod) ??
    preparing(pod) ?? { is: 'starting', pods: 1, known: false };
  return { cause };
}

/** The cluster's own words about what is wrong with a pod. */
export function podMessage(pod: PodRow, now: number): string | undefined {
  if (pod.phase === 'Failed') return failedCause(pod).message;
  if (pod.ready || !isActive(pod)) return undefined;
  const context = { keepsRunning: false, events: [], now };
  return causeOfPod(pod, context).message || undefined;
}

export const isAboutPod = (event: EventRow['event'], { name }: PodRow) =>
  podOf(event) === name;
