import {
  type Cause,
  claimOf,
  type Evidence,
  eventWords,
  explainEvent,
  exitWords,
  type Finding,
  nodeParts,
  type ObjectEvent,
  podOf,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/rows';
import { podStatus } from '../podStatus';
import type { Facts } from './facts';
import {
  type About,
  detailOf,
  eventEvidence,
  exitOf,
  findingOf,
  podObject,
} from './finding';
import {
  causeOfPod,
  failedCause,
  isAboutPod,
  isActive,
  type PodCause,
} from './podCause';

/** The cluster's own words about so many pods are evidence enough: the others say the same. */
const mostEvidence = 3;

/** Told by the pod itself. */
const repeated = ['BackOff', 'Failed', 'FailedScheduling', 'InspectFailed'];

interface Group {
  cause: Cause;
  pods: PodRow[];
  evidence: Evidence[];
}

const keyOf = (cause: Cause) => {
  const part =
    'container' in cause
      ? cause.container
      : 'reason' in cause
      ? cause.reason
      : '';
  return [cause.is, part, cause.is === 'init' ? cause.pod : ''].join('\n');
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

/** What cannot differ between pods of one cause: the numbers in a probe's words do. */
const sameWords = (words: string) => words.replace(/, \d+ times.*$/, '');

const nodeOf = (facts: Facts) => (name: string) =>
  facts.pods.find(pod => pod.name === name)?.node;

/** What warnings about these pods, and the claims that they wait for, say: the latest of each first. */
function fromEvents({ pods, cause }: Group, facts: Facts): Finding[] {
  const waitsForClaim =
    cause.is === 'no-node' &&
    /PersistentVolumeClaim|persistentvolumeclaim/.test(cause.message);
  const found = new Map<string, Finding>();
  for (const event of facts.events) {
    const isOf = claimOf(event)
      ? waitsForClaim
      : pods.some(pod => isAboutPod(event, pod) && isSince(event, pod));
    if (!isOf) continue;
    const told =
      explainEvent(event, nodeOf(facts)) ?? unknownEvent(event, cause);
    if (!told) continue;
    const key = sameWords(told.words);
    const known = found.get(key);
    if (known) known.evidence.push(eventEvidence(event));
    else found.set(key, eventFinding(event, told));
  }
  return [...found.values()];
}

/** What was warned of before it was last ready has passed. */
function isSince(
  { lastAt }: ObjectEvent,
  { ready, readyChangedAt = '' }: PodRow,
) {
  return ready || !lastAt || !readyChangedAt || lastAt >= readyChangedAt;
}

function unknownEvent(event: ObjectEvent, cause: Cause) {
  const untold = ['starting', 'readiness', 'init'].includes(cause.is);
  if (!untold || event.type !== 'Warning' || repeated.includes(event.reason)) {
    return undefined;
  }
  const words = eventWords(event);
  return { cause: 'warning' as const, effect: 'notes' as const, words };
}

function eventFinding(
  event: ObjectEvent,
  told: NonNullable<ReturnType<typeof explainEvent>>,
): Finding {
  const [kind = '', name = ''] = event.about.split(/[/,]/);
  return {
    cause: told.cause,
    effect: told.effect,
    summary: told.words,
    object: { kind, name },
    ...(event.firstAt ? { since: event.firstAt } : {}),
    certainty: 'likely',
    evidence: [eventEvidence(event)],
    ...(told.advice ? { advice: told.advice } : {}),
    because: [],
    restsOn: 'Event',
  };
}

export const warningFinding = (event: ObjectEvent): Finding => ({
  ...eventFinding(event, {
    cause: 'warning',
    effect: 'notes',
    words: eventWords(event),
  }),
  since: event.lastAt,
});

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

/** Whether an event tells what some finding tells already. */
export function isTold(
  event: ObjectEvent,
  findings: readonly Finding[],
): boolean {
  const pod = podOf(event);
  return findings.some(
    ({ evidence, because, object }) =>
      evidence.some(({ message }) => message === event.message) ||
      (pod !== undefined &&
        object.name === pod &&
        repeated.includes(event.reason)) ||
      isTold(event, because),
  );
}
