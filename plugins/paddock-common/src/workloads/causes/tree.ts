import type { Wait, Workload } from '../model';
import { pods } from '../reason';
import { explainAdmission } from './admission';
import { eventEvidence, eventNodes } from './eventNodes';
import type { ReasonFacts } from './facts';
import { leaf, type ReasonNode } from './reasonNode';
import {
  type About,
  admissionParts,
  nodeOfWait,
  podEvidence,
} from './waitNodes';

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
    const reason = explainAdmission(event.message);
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

/** What its controller says of the workload as a whole. */
const ofItself: ReadonlyArray<Wait['for']> = [
  'deadline',
  'retry',
  'correction',
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
    if (ofItself.includes(wait.for)) return nodeOfWait(wait, about);
    const words = waitsForNobody(wait);
    return words ? [leaf({ words })] : [];
  });
  return [
    { words: revisionWords(workload), evidence: [], children: causes },
    ...rest,
  ];
}
