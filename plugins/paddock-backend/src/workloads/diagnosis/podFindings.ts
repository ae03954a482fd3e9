import {
  type Cause,
  type Evidence,
  exitWords,
  type Finding,
  nodeParts,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import { podStatus } from '../project/podStatus';
import type { Facts } from './facts';
import { fromEvents } from './podEvents';
import { type About, detailOf, exitOf, findingOf, podObject } from './finding';
import {
  causeOfPod,
  failedCause,
  isAboutPod,
  isActive,
  type PodCause,
} from './podCause';

/** The cluster's own words about so many pods are evidence enough: the others say the same. */
const mostEvidence = 3;

interface Group {
  cause: Cause;
  pods: PodRow[];
  evidence: Evidence[];
}

const keyOf = (cause: Cause) => {
  const part = 'container' in cause ? cause.container : '';
  const reason = 'reason' in cause ? cause.reason : '';
  const pod = cause.is === 'init' ? cause.pod : '';
  return [cause.is, part, reason, pod].join('\n');
};

/** The back-off often says no more than the image; the pull carries the registry's answer. */
function moreTelling(a: Cause, b: Cause): Cause {
  const isShort = 'message' in a && /^(Back-off|$)/.test(a.message);
  return isShort && 'message' in b && b.message ? b : a;
}

/** One group a cause. */
function grouped(
  pods: readonly PodRow[],
  causeOf: (pod: PodRow) => PodCause,
): Group[] {
  const groups = new Map<string, Group>();
  for (const pod of pods) {
    const { cause, message } = causeOf(pod);
    const key = keyOf(cause);
    const group = groups.get(key) ?? { cause, pods: [], evidence: [] };
    group.cause = moreTelling(group.cause, cause);
    group.pods.push(pod);
    if (message && group.evidence.length < mostEvidence) {
      const about = `Pod ${pod.name}, ${podStatus(pod).status}`;
      group.evidence.push({ about, pod: pod.name, message });
    }
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** That the node of a pod does not answer, or is not there any more. */
export function nodeFinding(pod: PodRow, facts: Facts): Finding[] {
  const { nodes } = facts;
  if (!pod.node || !nodes) return [];
  const node = nodes.get(pod.node);
  if (node?.ready) return [];
  const message = node?.message;
  return [
    findingOf(
      { is: 'node-away', node: pod.node, gone: node === undefined },
      {
        object: { kind: 'Node', name: pod.node },
        restsOn: 'Node',
        ...(node?.changedAt ? { since: node.changedAt } : {}),
        ...(message
          ? { evidence: [{ about: `Node ${pod.node}`, message }] }
          : {}),
      },
    ),
  ];
}

function exitsOf({ cause, pods: [pod] }: Group): Finding[] {
  if (cause.is !== 'crash-loop' || !cause.last || !pod) return [];
  const words = `the last time with ${exitWords(cause.last)}`;
  return [exitOf(words, podObject(pod))];
}

function restartsOf({ cause, pods }: Group): Finding[] {
  const begins = ['crash-loop', 'memory', 'ends', 'command'];
  if (!begins.includes(cause.is)) return [];
  const [pod] = pods;
  const most = Math.max(0, ...pods.map(each => podStatus(each).restarts));
  if (!pod || most === 0) return [];
  const often = most === 1 ? 'once' : `${most} times`;
  return [detailOf(`it has been restarted ${often}`, podObject(pod))];
}

function behind(group: Group, facts: Facts): Finding[] {
  const { cause, pods } = group;
  const object = podObject(pods[0]!);
  const parts =
    cause.is === 'no-node'
      ? nodeParts(cause.message).map(words => detailOf(words, object))
      : [...exitsOf(group), ...restartsOf(group)];
  const nodes =
    cause.is === 'readiness' || cause.is === 'starting'
      ? nodeFinding(pods[0]!, facts).slice(0, 1)
      : [];
  const events = fromEvents(group, facts);
  const away = events.some(({ cause: is }) => is === 'node-away');
  return [...parts, ...(away ? [] : nodes), ...events];
}

const counted = (group: Group, because: Finding[]): Cause => {
  const { cause, pods } = group;
  if (cause.is === 'starting') {
    const known = because.some(({ cause: is }) => is !== 'warning');
    return { is: 'starting', pods: pods.length, known };
  }
  return 'pods' in cause ? { ...cause, pods: pods.length } : cause;
};

function findingOfGroup(
  group: Group,
  facts: Facts,
  more: Partial<About>,
): Finding {
  const because = behind(group, facts);
  const [first] = [...group.pods].sort((a, b) =>
    a.createdAt.localeCompare(b.createdAt),
  );
  return findingOf(counted(group, because), {
    object: podObject(first!),
    since: first!.createdAt,
    given: facts.given,
    evidence: group.evidence,
    because,
    ...more,
  });
}

/** Most pods first. */
const byPods = (a: Group, b: Group) => b.pods.length - a.pods.length;

/** What keeps these pods from being ready: one finding a cause. */
export function podFindings(pods: readonly PodRow[], facts: Facts): Finding[] {
  const waiting = pods.filter(pod => isActive(pod) && !pod.ready);
  return grouped(waiting, pod =>
    causeOfPod(pod, {
      keepsRunning: facts.keepsRunning,
      events: facts.events.filter(event => isAboutPod(event, pod)),
      now: facts.now,
    }),
  )
    .filter(({ cause }) => facts.keepsRunning || cause.is !== 'readiness')
    .sort(byPods)
    .map(group => findingOfGroup(group, facts, {}));
}

/** Pods that have failed as a whole: evicted, or refused by their node. */
export const failedFindings = (
  pods: readonly PodRow[],
  facts: Facts,
  effect: Finding['effect'],
): Finding[] =>
  grouped(pods, failedCause).map(group =>
    findingOfGroup(group, facts, { effect }),
  );
