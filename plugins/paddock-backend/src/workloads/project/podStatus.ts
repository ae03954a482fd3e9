import { hasEnded } from '../../kube/objects/podPhase';
import type { ContainerState, PodRow } from '../../kube/watch/rows';

/** What `kubectl get pods` prints of a pod in its columns READY, STATUS and RESTARTS. */
export interface PodStatus {
  status: string;
  ready: { containers: number; of: number };
  restarts: number;
  /** When the run before the latest restart ended; absent where there was none. */
  restartedAt?: string;
}

/** How kubectl words a container that has ended; the prefix is `Init:` for init containers. */
function ended(container: ContainerState, prefix = ''): string {
  if (container.reason) return `${prefix}${container.reason}`;
  return container.signal
    ? `${prefix}Signal:${container.signal}`
    : `${prefix}ExitCode:${container.exitCode ?? 0}`;
}

interface Init {
  /** Undefined when initialization is done. */
  status?: string;
  readySidecars: number;
  /** Those that count while it lasts: of the containers up to the one that it waits for. */
  begun: ContainerState[];
}

function readInit(pod: PodRow): Init {
  const init: Init = { readySidecars: 0, begun: [] };
  const sidecars = new Set(pod.sidecars);
  for (const [at, container] of pod.initContainers.entries()) {
    init.begun.push(container);
    if (container.state === 'terminated' && container.exitCode === 0) continue;
    if (sidecars.has(container.name) && container.started) {
      if (container.ready) init.readySidecars += 1;
      continue;
    }
    if (container.state === 'terminated') {
      init.status = ended(container, 'Init:');
    } else if (
      container.state === 'waiting' &&
      container.reason &&
      container.reason !== 'PodInitializing'
    ) {
      init.status = `Init:${container.reason}`;
    } else {
      init.status = `Init:${at}/${pod.specInitContainers}`;
    }
    break;
  }
  return init;
}

function readContainers(pod: PodRow, phase: string) {
  let status = phase;
  let ready = 0;
  let failure: string | undefined;
  // Backwards, so that the first container's trouble is the one that is told.
  for (const container of [...pod.containers].reverse()) {
    if (container.state === 'waiting' && container.reason) {
      status = container.reason;
    } else if (container.state === 'terminated') {
      status = ended(container);
      if (container.exitCode) failure = status;
    } else if (container.state === 'running' && container.ready) {
      ready += 1;
    }
  }
  // A container that is done says nothing of the others: one that runs or has failed does.
  if (status === 'Completed') {
    if (ready > 0 && pod.ready) status = 'Running';
    else status = failure ?? (ready > 0 ? 'NotReady' : status);
  }
  return { status, ready };
}

function readRestarts(counted: ContainerState[]) {
  const restarts = counted.reduce((sum, each) => sum + each.restarts, 0);
  const ends = counted.flatMap(each => each.endedAt ?? []);
  const restartedAt = ends.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  return { restarts, ...(restarts > 0 && restartedAt && { restartedAt }) };
}

/**
 * The columns of `kubectl get pods`, by the rules of its printer
 * (`printPod` in kubernetes/pkg/printers/internalversion/printers.go).
 */
export function podStatus(pod: PodRow): PodStatus {
  const of = pod.specContainers + pod.sidecars.length;
  const phase = pod.reason || pod.phase;
  const init = readInit(pod);

  let status = init.status ?? phase;
  let ready = init.readySidecars;
  let counted = init.begun;
  if (init.status === undefined || pod.initialized) {
    const main = readContainers(pod, status);
    status = main.status;
    ready += main.ready;
    // What ran before the pod began tells nothing of how it runs.
    const lasting = init.begun.filter(({ name }) =>
      pod.sidecars.includes(name),
    );
    counted = [...lasting, ...pod.containers];
  }

  if (pod.deletedAt && pod.reason === 'NodeLost') status = 'Unknown';
  else if (pod.deletedAt && !hasEnded(pod.phase)) status = 'Terminating';

  return {
    status,
    ready: { containers: ready, of },
    ...readRestarts(counted),
  };
}
