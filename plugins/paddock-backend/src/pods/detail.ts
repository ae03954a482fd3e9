import type {
  ContainerState,
  ObjectEvent,
  PodContainer,
  PodDetail,
} from '@paddock/backstage-plugin-paddock-common';
import type {
  ContainerObject,
  ContainerStatus,
  EventObject,
  PodObject,
} from '../kube/objects/objects';
import { podTotals } from '../kube/objects/podTotals';
import { readEvent } from '../kube/watch/trim/event';
import { volumesOf } from './volumes';

/** What a page tells of one pod. Pure; the YAML comes from whoever read the object. */
export function projectPodDetail(
  pod: PodObject,
  about: { cluster: string; events: EventObject[]; yaml: string },
): PodDetail {
  const { metadata, spec, status } = pod;
  const owner = metadata?.ownerReferences?.find(each => each.controller);
  return {
    name: metadata?.name ?? '',
    namespace: metadata?.namespace ?? '',
    cluster: about.cluster,
    createdAt: metadata?.creationTimestamp ?? '',
    ...given('deletedAt', metadata?.deletionTimestamp),
    phase: status?.phase ?? 'Unknown',
    ...given('reason', status?.reason),
    ...given('message', status?.message),
    ...given('node', spec?.nodeName),
    ...given('ip', status?.podIP),
    ...given('qos', status?.qosClass),
    ...given('serviceAccount', spec?.serviceAccountName),
    ...given('owner', owner && `${owner.kind}/${owner.name}`),
    labels: (metadata?.labels ?? {}) as Record<string, string>,
    conditions: (status?.conditions ?? []).map(each => ({
      type: each.type ?? '',
      status: each.status ?? 'Unknown',
      ...given('reason', each.reason),
      ...given('message', each.message),
      ...given('at', each.lastTransitionTime),
    })),
    containers: containersOf(pod),
    ...podTotals(pod),
    volumes: volumesOf(pod),
    events: about.events.map(readEvent).sort(latestFirst),
    yaml: about.yaml,
  };
}

/** A property that is there only when it has a value. */
function given<Key extends string>(
  key: Key,
  value: string | null | undefined,
): { [K in Key]?: string } {
  return (value ? { [key]: value } : {}) as { [K in Key]?: string };
}

function containersOf({ spec, status }: PodObject): PodContainer[] {
  const statuses = new Map(
    [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
      ...(status?.ephemeralContainerStatuses ?? []),
    ].map(each => [each.name, each]),
  );
  const project = (
    container: ContainerObject,
    kind: PodContainer['kind'],
  ): PodContainer =>
    projectContainer(container, kind, statuses.get(container.name));
  return [
    ...(spec?.initContainers ?? []).map(each =>
      // An init container that is restarted always runs beside the others.
      project(each, each.restartPolicy === 'Always' ? 'sidecar' : 'init'),
    ),
    ...(spec?.containers ?? []).map(each => project(each, 'main')),
    ...(spec?.ephemeralContainers ?? []).map(each =>
      project(each as ContainerObject, 'debug'),
    ),
  ];
}

function projectContainer(
  { name, image, resources, ports }: ContainerObject,
  kind: PodContainer['kind'],
  status: ContainerStatus | undefined,
): PodContainer {
  const last = stateOf(status?.lastState);
  return {
    name: name ?? '',
    kind,
    image: image ?? '',
    ready: status?.ready === true,
    restarts: status?.restartCount ?? 0,
    state: stateOf(status?.state),
    ...(last.is === 'unknown' ? {} : { last }),
    requests: (resources?.requests ?? {}) as Record<string, string>,
    limits: (resources?.limits ?? {}) as Record<string, string>,
    ports: (ports ?? []).map(each => ({
      port: each.containerPort ?? 0,
      protocol: each.protocol ?? 'TCP',
      ...given('name', each.name),
    })),
  };
}

function stateOf(state: ContainerStatus['state']): ContainerState {
  if (state?.running) {
    return { is: 'running', ...given('since', state.running.startedAt) };
  }
  if (state?.waiting) {
    const { reason, message } = state.waiting;
    return {
      is: 'waiting',
      reason: reason ?? 'Waiting',
      ...given('message', message),
    };
  }
  const ended = state?.terminated;
  if (!ended) return { is: 'unknown' };
  return {
    is: 'terminated',
    reason: ended.reason ?? 'Error',
    exitCode: ended.exitCode ?? 0,
    ...(ended.signal ? { signal: ended.signal } : {}),
    ...given('message', ended.message),
    ...given('startedAt', ended.startedAt),
    ...given('finishedAt', ended.finishedAt),
  };
}

export const latestFirst = (a: ObjectEvent, b: ObjectEvent) =>
  b.lastAt.localeCompare(a.lastAt);
