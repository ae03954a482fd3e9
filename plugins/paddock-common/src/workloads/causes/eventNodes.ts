import type { ObjectEvent } from '../../pods/model';
import type { Reason } from '../reason';
import type { PodFact, ReasonFacts } from './facts';
import { explainProbe } from './probes';
import type { ReasonEvidence, ReasonNode } from './reasonNode';
import { explainClaim, explainVolume } from './volumes';

const nameIn = (about: string, kind: string) =>
  new RegExp(`^${kind}/([^,]+)`).exec(about)?.[1];

export function eventEvidence(event: ObjectEvent): ReasonEvidence {
  const pod = nameIn(event.about, 'Pod');
  const by = event.by ? ` from ${event.by}` : '';
  const often = event.count > 1 ? `, ${event.count} times` : '';
  return {
    about: `${event.about}: event ${event.reason}${by}${often}`,
    ...(pod ? { pod } : {}),
    ...(event.lastAt ? { at: event.lastAt } : {}),
    message: event.message,
  };
}

function explainEvent(
  event: ObjectEvent,
  { nodes }: ReasonFacts,
): Reason | undefined {
  const pod = nameIn(event.about, 'Pod') ?? '';
  const claim = nameIn(event.about, 'PersistentVolumeClaim');
  if (claim) return explainClaim(claim, event);
  switch (event.reason) {
    case 'Unhealthy':
      return explainProbe(event);
    case 'FailedMount':
    case 'FailedAttachVolume':
    case 'FailedMapVolume':
      return explainVolume(event.message, name => nodes[name]);
    case 'FailedCreatePodSandBox':
      return {
        words:
          'the kubelet cannot set up the network or the sandbox of the pod',
      };
    case 'NodeNotReady':
      return {
        words: nodes[pod]
          ? `its node ${nodes[pod]} does not answer`
          : 'its node does not answer',
        advice: 'The pod is made anew elsewhere when the node stays away.',
      };
    case 'Evicted':
    case 'Preempting':
    case 'Preempted':
      return { words: 'it had to make room on its node' };
    default:
      // What is told already (BackOff, FailedScheduling), or says nothing by itself.
      return undefined;
  }
}

const latestFirst = (a: ObjectEvent, b: ObjectEvent) =>
  b.lastAt.localeCompare(a.lastAt);

/** What cannot differ between pods of one cause: the numbers in a probe's words do. */
const keyOf = ({ words }: Reason) => words.replace(/, \d+ times.*$/, '');

/** The causes that warnings about these pods and their volume claims tell, the latest of each first. */
export function eventNodes(group: PodFact[], facts: ReasonFacts): ReasonNode[] {
  const names = new Set(group.map(({ name }) => name));
  const waitsForClaim = group.some(({ message = '' }) =>
    /PersistentVolumeClaim/i.test(message),
  );
  const found = new Map<string, ReasonNode>();
  for (const event of [...facts.events].sort(latestFirst)) {
    const pod = nameIn(event.about, 'Pod');
    const claim = nameIn(event.about, 'PersistentVolumeClaim');
    if (pod ? !names.has(pod) : !(claim && waitsForClaim)) continue;
    const reason = explainEvent(event, facts);
    if (!reason) continue;
    const key = keyOf(reason);
    const known = found.get(key);
    if (known) known.evidence.push(eventEvidence(event));
    else {
      found.set(key, {
        ...reason,
        evidence: [eventEvidence(event)],
        children: [],
      });
    }
  }
  return [...found.values()];
}
