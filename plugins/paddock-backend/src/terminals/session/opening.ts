import {
  debugContainer,
  shellSpec,
  usualShell,
} from '@paddock/backstage-plugin-paddock-common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecProcess, OpenExec } from '../../kube/connection/exec';
import { KubeError } from '../../kube/connection/errors';
import type { PodObject } from '../../kube/objects/objects';
import type { Authorized } from '../tickets/authorizeOpen';
import { progressOf } from './progress';
import { replayLog } from './replay';
import { podPath, podsPath, debugPath } from '../shells/shellPods';
import type { ObjectPatch } from '../../kube/write/write';
import type { Shells } from '../shells/shells';
import type { Grant } from '../tickets/tickets';
import type { Times } from '../times';

export interface OpeningParts {
  exec: OpenExec;
  shells: Shells;
  times: Times;
}

interface Waiting {
  /** What it waits for, in words. */
  progress(message: string): void;
  /** The browser has gone. */
  signal: AbortSignal;
}

export interface Opened {
  process: ExecProcess;
  /** To be called when the terminal has ended. */
  release(): Promise<void>;
}

/** How often what is waited for is looked at. Milliseconds. */
const lookMs = 400;
/** The shell's own idle limit is a little longer: it is for when there is nobody any more who could end it. */
const ownIdleMs = 60_000;

export const idleSecondsOf = ({ idleMs }: Pick<Times, 'idleMs'>) =>
  Math.round((idleMs + ownIdleMs) / 1_000);

/**
 * What a terminal is to be connected with: a shell in a container, or the process of a pod or container that is made
 * for it now, as the person. @throws KubeError, Unreachable, Misconfigured; AbortError when the browser goes
 */
export function openFor(
  parts: OpeningParts,
  authorized: Authorized,
  waiting: Waiting,
): Promise<Opened> {
  switch (authorized.grant.way.is) {
    case 'shell':
      return openShell(parts, authorized, waiting);
    case 'debug':
      return openDebug(parts, authorized, waiting);
    default:
      return openExec(parts, authorized);
  }
}

const nothing = async () => {};

async function openExec(
  { exec, times }: OpeningParts,
  { as, grant }: Authorized,
): Promise<Opened> {
  const { namespace, pod, container, way } = grant;
  const command = usualShell(
    idleSecondsOf(times),
    way.is === 'exec' ? way.command : undefined,
  );
  const process = await exec({ namespace, pod, container, command, as });
  return { process, release: nothing };
}

async function openShell(
  parts: OpeningParts,
  authorized: Authorized,
  waiting: Waiting,
): Promise<Opened> {
  const { cluster, as, grant } = authorized;
  const { namespace, pod: name } = grant;
  const held = await parts.shells.hold(cluster, { namespace, name });
  try {
    const pod = shellPod(grant, parts.times, held.labels);
    await cluster.write.create(podsPath(namespace), pod, { as });
    const process = await attach(parts, authorized, waiting);
    return { process, release: held.release };
  } catch (error) {
    await held.release();
    throw error;
  }
}

/** The pod of a shell. It ends by itself a little after the longest terminal, whatever becomes of the portal. */
export function shellPod(
  { namespace, pod: name, user, way }: Grant,
  times: Times,
  labels: Record<string, string>,
) {
  if (way.is !== 'shell') throw new Error('This is no grant for a new pod');
  const deadlineMs = times.longestMs + times.startMs;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels,
      annotations: { 'paddock.internal/opened-by': user },
    },
    spec: {
      ...shellSpec(way.asked, { idleSeconds: idleSecondsOf(times) }),
      activeDeadlineSeconds: Math.ceil(deadlineMs / 1_000),
    },
  };
}

async function openDebug(
  parts: OpeningParts,
  authorized: Authorized,
  waiting: Waiting,
): Promise<Opened> {
  const { cluster, as, grant } = authorized;
  await cluster.write.patch(
    debugPath(grant.namespace, grant.pod),
    debugPatch(grant, parts.times),
    { as },
  );
  const process = await attach(parts, authorized, waiting);
  return { process, release: nothing };
}

/** The change that puts a debug container into a pod. Nothing takes it out again. */
export function debugPatch(
  { container, way }: Grant,
  times: Times,
): ObjectPatch {
  if (way.is !== 'debug')
    throw new Error('This is no grant for a debug container');
  const usual = usualShell(idleSecondsOf(times));
  const added = debugContainer(container, way.asked, usual);
  const body = { spec: { ephemeralContainers: [added] } };
  return { type: 'strategic', body, strict: true };
}

/** Waits until the container runs, and takes its terminal. Of one that has ended already there is still the log. */
async function attach(
  { exec, times }: OpeningParts,
  authorized: Authorized,
  { progress, signal }: Waiting,
): Promise<ExecProcess> {
  const { cluster, as, grant } = authorized;
  const { namespace, pod, container } = grant;
  const path = podPath(namespace, pod);
  const until = Date.now() + times.startMs;
  let told = '';
  for (;;) {
    const read = await cluster.connection.request('GET', path, { as, signal });
    const found = progressOf(read as PodObject, container);
    if (found.is === 'running') return exec({ namespace, pod, container, as });
    if (found.is === 'over') return replayLog(authorized, found.code);
    if (found.is === 'hopeless') {
      throw new KubeError(422, 'NotStarted', { message: found.message });
    }
    if (Date.now() > until) {
      const message = `It did not start within ${
        times.startMs / 60_000
      } minutes. ${found.message}`;
      throw new KubeError(504, 'NotStarted', { message });
    }
    if (found.message !== told) progress(found.message);
    told = found.message;
    await sleep(lookMs, undefined, { signal });
  }
}
