import type {
  PodCause,
  PodFact,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/rows';
import { podStatus } from '../podStatus';
import { isActive, podMessage, podTroubleInShort } from '../waits';

/** More pods say nothing more: they are counted elsewhere. */
const mostPods = 50;

/** The first init container that has not come to its end, and how many have. */
function preparing(pod: PodRow): PodCause | undefined {
  const { initContainers, sidecars, specInitContainers } = pod;
  const at = initContainers.findIndex(
    ({ state, exitCode, name }) =>
      !sidecars.includes(name) && !(state === 'terminated' && exitCode === 0),
  );
  const container = initContainers[at];
  if (!container || container.state !== 'running') return undefined;
  const of = specInitContainers - sidecars.length;
  return { is: 'init', container: container.name, done: at, of };
}

function causeOf(pod: PodRow): PodCause {
  if (pod.phase === 'Failed') return { is: 'failed' };
  const trouble = podTroubleInShort(pod);
  if (trouble) return { is: 'container', ...trouble };
  if (pod.unschedulable !== undefined) return { is: 'node' };
  const running = pod.containers.find(
    ({ state, ready }) => state === 'running' && !ready,
  );
  if (running) return { is: 'readiness', container: running.name };
  return preparing(pod) ?? { is: 'starting' };
}

/** How the containers of a pod ended that has failed, as short as `kubectl describe` tells it. */
function failedMessage({ containers, reason }: PodRow): string | undefined {
  const ends = containers.flatMap(each =>
    each.state === 'terminated' && each.exitCode
      ? [
          `${each.name}: ${each.reason ?? 'Error'}, exit code ${each.exitCode}${
            each.message ? `\n${each.message}` : ''
          }`,
        ]
      : [],
  );
  return ends.length > 0 ? ends.join('\n') : reason;
}

/** The pods that are not ready, each with what keeps it. Pure. */
export function podFacts(pods: PodRow[]): PodFact[] {
  return pods
    .filter(pod => pod.phase === 'Failed' || (isActive(pod) && !pod.ready))
    .slice(0, mostPods)
    .map(pod => {
      const { status, restarts } = podStatus(pod);
      const message =
        pod.phase === 'Failed' ? failedMessage(pod) : podMessage(pod);
      return {
        name: pod.name,
        ...(pod.node ? { node: pod.node } : {}),
        status,
        restarts,
        cause: causeOf(pod),
        ...(message ? { message } : {}),
      };
    });
}

const causeKey = (cause: PodCause) => JSON.stringify({ ...cause, done: 0 });

/** One pod of each cause, which stands for the others: at most `most`. */
export function representatives(facts: PodFact[], most: number): PodFact[] {
  const found = new Map<string, PodFact>();
  for (const fact of facts) {
    const key = causeKey(fact.cause);
    if (!found.has(key)) found.set(key, fact);
  }
  return [...found.values()].slice(0, most);
}
