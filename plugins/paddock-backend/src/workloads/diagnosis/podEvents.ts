import {
  type Cause,
  claimOf,
  eventWords,
  explainEvent,
  type Finding,
  type ObjectEvent,
  podOf,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import type { Facts } from './facts';
import { eventEvidence } from './finding';
import { isAboutPod } from './podCause';

/** Told by the pod itself. */
const repeated = ['BackOff', 'Failed', 'FailedScheduling', 'InspectFailed'];

/** What cannot differ between pods of one cause: the numbers in a probe's words do. */
const sameWords = (words: string) => words.replace(/, \d+ times.*$/, '');

const nodeOf = (facts: Facts) => (name: string) =>
  facts.pods.find(pod => pod.name === name)?.node;

/** What warnings about these pods, and the claims that they wait for, say: the latest of each first. */
export function fromEvents(
  { pods, cause }: { pods: PodRow[]; cause: Cause },
  facts: Facts,
): Finding[] {
  const waitsForClaim =
    cause.is === 'no-node' &&
    /PersistentVolumeClaim|persistentvolumeclaim/.test(cause.message);
  const found = new Map<string, Finding>();
  for (const event of facts.events) {
    const isOf = claimOf(event)
      ? waitsForClaim && !hasMovedOn(event, facts.events)
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

const waitsForPod = ['WaitForFirstConsumer', 'WaitForPodScheduled'];

/** A claim that has waited for its pod, and has come further since. */
const hasMovedOn = (
  { about, reason, lastAt = '' }: ObjectEvent,
  events: readonly ObjectEvent[],
) =>
  waitsForPod.includes(reason) &&
  events.some(
    other =>
      other.about === about &&
      !waitsForPod.includes(other.reason) &&
      (other.lastAt ?? '') >= lastAt,
  );

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
