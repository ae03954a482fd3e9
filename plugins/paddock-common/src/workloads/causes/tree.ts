import type { Wait, Workload } from '../model';
import { pods, type Reason } from '../reason';
import { explainWait } from '../reasons';
import { quotaShares, podSecurity, explainAdmission } from './admission';
import { eventEvidence, eventNodes } from './eventNodes';
import type { PodCause, PodFact, ReasonFacts } from './facts';
import { shareInWords } from './nodes';
import { leaf, type ReasonEvidence, type ReasonNode } from './reasonNode';
import { readScheduling } from './scheduling';

interface About {
  workload: Workload;
  facts: ReasonFacts;
}

/** The cluster's own words about so many pods are evidence enough: the others say the same. */
const mostEvidence = 3;

function podEvidence(group: PodFact[]): ReasonEvidence[] {
  return group
    .slice(0, mostEvidence)
    .flatMap(({ name, message, status }) =>
      message ? [{ about: `Pod ${name}, ${status}`, pod: name, message }] : [],
    );
}

const isFor: Partial<
  Record<Wait['for'], (wait: Wait, cause: PodCause) => boolean>
> = {
  container: (wait, cause) =>
    wait.for === 'container' &&
    cause.is === 'container' &&
    cause.container === wait.container &&
    cause.reason === wait.reason,
  readiness: (wait, cause) =>
    wait.for === 'readiness' &&
    cause.is === 'readiness' &&
    cause.container === wait.container,
  node: (_, cause) => cause.is === 'node',
  run: (_, cause) => cause.is === 'failed',
};

const podsOf = (wait: Wait, facts: ReasonFacts) =>
  facts.pods.filter(({ cause }) => isFor[wait.for]?.(wait, cause) ?? false);

/** What a wait's message says in its parts. */
function partsOf(wait: Wait, group: PodFact[]): ReasonNode[] {
  switch (wait.for) {
    case 'node':
      return readScheduling(wait.message).shares.map(share =>
        leaf({ words: shareInWords(share) }),
      );
    case 'admission':
      return admissionParts(wait.message);
    case 'container': {
      const restarts = Math.max(0, ...group.map(pod => pod.restarts));
      return restarts > 0
        ? [
            leaf({
              words:
                restarts === 1
                  ? 'it has been restarted once'
                  : `it has been restarted ${restarts} times`,
            }),
          ]
        : [];
    }
    default:
      return [];
  }
}

function admissionParts(message: string): ReasonNode[] {
  if (/exceeded quota/i.test(message)) {
    return quotaShares(message).map(({ resource, asked, used, most }) =>
      leaf({
        words: `${resource}: a pod asks for ${asked}, ${used} of ${most} are used`,
      }),
    );
  }
  return podSecurity(message).settings.map(setting => leaf({ words: setting }));
}

function nodeOfWait(wait: Wait, about: About): ReasonNode[] {
  const reason = explainWait(wait, about.workload);
  if (!reason) return [];
  const group = podsOf(wait, about.facts);
  const own =
    'message' in wait && wait.message
      ? [
          {
            about: `${about.workload.kind} ${about.workload.name}`,
            message: wait.message,
          },
        ]
      : [];
  const told = podEvidence(group);
  return [
    {
      ...reason,
      // The workload repeats what its pods say.
      evidence: told.length > 0 ? told : own,
      children: [...partsOf(wait, group), ...eventNodes(group, about.facts)],
    },
  ];
}

function startingNodes({ facts }: About): ReasonNode[] {
  const starting = facts.pods.filter(({ cause }) => cause.is === 'starting');
  const preparing = facts.pods.filter(({ cause }) => cause.is === 'init');
  const nodes: ReasonNode[] = [];
  if (starting.length > 0) {
    const found = eventNodes(starting, facts);
    const is = starting.length === 1 ? 'is' : 'are';
    nodes.push({
      words:
        found.length > 0
          ? `${pods(starting.length)} cannot be started yet`
          : `${pods(starting.length)} ${is} being started, nothing is wrong`,
      evidence: podEvidence(starting),
      children: found,
    });
  }
  for (const pod of preparing) {
    if (pod.cause.is !== 'init') continue;
    const { container, done, of } = pod.cause;
    nodes.push({
      words: `init container ${container} of ${pod.name} has not finished; ${done} of ${of} are done`,
      advice: 'Read its log: the containers start when it has ended.',
      evidence: podEvidence([pod]),
      children: eventNodes([pod], facts),
    });
  }
  return nodes;
}

/** Kinds that keep no word of it in their status tell of refused pods by events alone. */
function refusedByEvent({ workload, facts }: About): ReasonNode[] {
  const { counts, waits } = workload.rollout;
  const there = counts.newReady + counts.newStarting + counts.old;
  // Events stay for an hour: once every pod is there, they are about the past.
  if (there >= counts.wanted) return [];
  if (waits.some(wait => wait.for === 'admission')) return [];
  const found = new Map<string, ReasonNode>();
  for (const event of facts.events) {
    if (event.reason !== 'FailedCreate' || event.about.startsWith('Pod/')) {
      continue;
    }
    const reason: Reason = explainAdmission(event.message);
    if (found.has(reason.words)) continue;
    found.set(reason.words, {
      ...reason,
      evidence: [eventEvidence(event)],
      children: admissionParts(event.message),
    });
  }
  return [...found.values()];
}

function waitsForNobody(wait: Wait): string | undefined {
  switch (wait.for) {
    case 'controller':
      return 'the controller has not looked at this change yet';
    case 'old-pods':
      return `${pods(wait.pods, 'old')} ${
        wait.pods === 1 ? 'has' : 'have'
      } yet to leave`;
    case 'person':
      return {
        paused: 'it waits for a person: its rollout is paused',
        suspended: 'it waits for a person: it is suspended',
        'on-delete':
          'it waits for a person: old pods go when somebody deletes them',
        partition: 'it waits for a person: its partition holds pods back',
        promotion: 'it waits for a person: its next step is to be promoted',
      }[wait.why];
    default:
      return undefined;
  }
}

/** Causes that belong to the pods of the wanted revision; the others are the workload's own. */
const ofPods: ReadonlyArray<Wait['for']> = [
  'admission',
  'container',
  'readiness',
  'node',
  'run',
];

function revisionWords({ batch, rollout }: Workload): string {
  const { newReady, wanted, newStarting } = rollout.counts;
  if (batch) {
    return newReady + newStarting === 0
      ? 'no pod of it runs now'
      : `${newReady} of ${pods(newReady + newStarting)} ${
          newReady === 1 ? 'is' : 'are'
        } at work`;
  }
  const revision = rollout.revision ? `revision ${rollout.revision}` : 'it';
  return `${revision} wants ${pods(wanted)}, ${newReady} ${
    newReady === 1 ? 'is' : 'are'
  } ready`;
}

/**
 * Why a workload is not done, from the workload over its revision and its pods to the cause: each node a phrase that
 * stands alone, with the cluster's own words. Empty where nothing is waited for. Pure.
 */
export function reasonTree(
  workload: Workload,
  facts: ReasonFacts,
): ReasonNode[] {
  const about = { workload, facts };
  const { waits } = workload.rollout;
  if (waits.length === 0 && facts.pods.length === 0) return [];
  const causes = [
    ...waits
      .filter(wait => ofPods.includes(wait.for))
      .flatMap(wait => nodeOfWait(wait, about)),
    ...refusedByEvent(about),
    ...startingNodes(about),
  ];
  const rest = waits.flatMap(wait => {
    if (wait.for === 'deadline') return nodeOfWait(wait, about);
    const words = waitsForNobody(wait);
    return words ? [leaf({ words })] : [];
  });
  return [
    { words: revisionWords(workload), evidence: [], children: causes },
    ...rest,
  ];
}
