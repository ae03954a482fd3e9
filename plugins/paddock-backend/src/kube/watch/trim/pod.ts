import type {
  V1Container,
  V1ContainerStatus,
  V1Pod,
} from '@kubernetes/client-node';
import { claimsMountedBy } from '../../objects/claims';
import type { Intern } from '../intern';
import { podAmounts } from '../../objects/podAmounts';
import { initRequesters, podTotals } from '../../objects/podTotals';
import type { ContainerState, PodRow } from '../rows';
import {
  componentOf,
  count,
  imagesOf,
  labelsOf,
  list,
  maybe,
  ownerOf,
  rowOf,
  text,
  type Wire,
} from '../../objects/wire';

export function trimPod(object: unknown, intern: Intern): PodRow {
  const { metadata, spec, status } = object as Wire<V1Pod>;
  const labels = labelsOf(metadata?.labels, intern);
  const conditions = list(status?.conditions);
  const holds = (wanted: string) =>
    conditions.some(
      ({ type, status: state }) => type === wanted && state === 'True',
    );
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  const ready = conditions.find(({ type }) => type === 'Ready');
  const claims = claimsMountedBy(object as Wire<V1Pod>);
  const gates = list(spec?.schedulingGates).flatMap(
    ({ name }) => text(name) ?? [],
  );
  const node = text(spec?.nodeName);
  return {
    kind: 'Pod',
    ...rowOf(metadata, intern),
    ...componentOf(labels, intern),
    labels,
    ...ownerOf(metadata?.ownerReferences, intern),
    ...maybe('node', node && intern.text(node)),
    phase: intern.text(text(status?.phase) ?? 'Unknown'),
    // A gated pod is printed as such before anything else.
    ...maybe(
      'reason',
      scheduled?.reason === 'SchedulingGated'
        ? 'SchedulingGated'
        : text(status?.reason),
    ),
    ...maybe('message', text(status?.message)),
    ...(gates.length > 0 ? { gates } : {}),
    ready: holds('Ready'),
    ...maybe('readyChangedAt', text(ready?.lastTransitionTime)),
    ...maybe(
      'unready',
      ready?.status === 'True' ? undefined : text(ready?.message),
    ),
    initialized: holds('Initialized'),
    ...maybe(
      'unschedulable',
      scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
        ? text(scheduled.message) ?? ''
        : undefined,
    ),
    ...(scheduled?.status === 'False' && claims.length > 0 ? { claims } : {}),
    ...maybe(
      'asks',
      scheduled?.status === 'False'
        ? podTotals(object as Wire<V1Pod>).requests
        : undefined,
    ),
    ...maybe(
      'asksByInit',
      scheduled?.status === 'False' && list(spec?.initContainers).length > 0
        ? initRequesters(object as Wire<V1Pod>)
        : undefined,
    ),
    ...containersOf(object as Wire<V1Pod>, intern),
    ...maybe(
      'revision',
      text(labels['pod-template-hash']) ??
        text(labels['controller-revision-hash']),
    ),
    ...amountsOf(object as Wire<V1Pod>, intern),
    ...maybe('hostNetwork', spec?.hostNetwork === true ? true : undefined),
  };
}

function amountsOf(pod: Wire<V1Pod>, intern: Intern) {
  const cpu = podAmounts(pod, 'cpu');
  const memory = podAmounts(pod, 'memory');
  const both = (kind: 'request' | 'limit') =>
    cpu[kind] === undefined && memory[kind] === undefined
      ? undefined
      : intern.value({
          ...maybe('cpu', cpu[kind]),
          ...maybe('memory', memory[kind]),
        });
  return {
    ...maybe('requests', both('request')),
    ...maybe('limits', both('limit')),
  };
}

function containersOf({ spec, status }: Wire<V1Pod>, intern: Intern) {
  const sidecars = list(spec?.initContainers).filter(isSidecar);
  return {
    initContainers: statesOf(status?.initContainerStatuses, intern),
    sidecars: intern.value(sidecars.map(({ name }) => text(name) ?? '')),
    containers: statesOf(status?.containerStatuses, intern),
    specContainers: list(spec?.containers).length,
    specInitContainers: list(spec?.initContainers).length,
    images: imagesOf(spec?.containers, intern),
  };
}

// An init container that is restarted always runs beside the others for the pod's whole life.
const isSidecar = ({ restartPolicy }: Wire<V1Container>) =>
  restartPolicy === 'Always';

function statesOf(
  statuses: Wire<V1ContainerStatus[]> | null | undefined,
  intern: Intern,
): ContainerState[] {
  return intern.value(list(statuses).map(stateOf));
}

function stateOf(status: Wire<V1ContainerStatus>): ContainerState {
  const { waiting, running, terminated } = status.state ?? {};
  const before = status.lastState?.terminated;
  const common = {
    name: text(status.name) ?? '',
    ready: status.ready === true,
    restarts: count(status.restartCount),
    ...maybe('endedAt', text(before?.finishedAt)),
    ...(status.started === true ? { started: true as const } : {}),
  };
  if (terminated) {
    return {
      ...common,
      state: 'terminated',
      ...maybe('reason', text(terminated.reason)),
      ...maybe('message', text(terminated.message)),
      exitCode: count(terminated.exitCode),
      ...(terminated.signal ? { signal: count(terminated.signal) } : {}),
    };
  }
  const last = common.ready ? {} : lastOf(status);
  if (waiting) {
    return {
      ...common,
      ...last,
      state: 'waiting',
      ...maybe('reason', text(waiting.reason)),
      ...maybe('message', text(waiting.message)),
    };
  }
  return { ...common, ...last, state: running ? 'running' : 'unknown' };
}

function lastOf({ lastState }: Wire<V1ContainerStatus>) {
  const ended = lastState?.terminated;
  if (!ended) return {};
  return {
    last: {
      exitCode: count(ended.exitCode),
      ...maybe('reason', text(ended.reason)),
      ...(ended.signal ? { signal: count(ended.signal) } : {}),
      ...maybe('message', text(ended.message)),
    },
  };
}
