import type { Wait, Workload } from '../model';
import { explainWait } from '../reasons';
import { podSecurity, quotaShares } from './admission';
import { eventNodes } from './eventNodes';
import type { PodCause, PodFact, ReasonFacts } from './facts';
import { shareInWords } from './nodes';
import { leaf, type ReasonEvidence, type ReasonNode } from './reasonNode';
import { readScheduling } from './scheduling';

/** What reasons are told about. */
export interface About {
  workload: Workload;
  facts: ReasonFacts;
}

/** The cluster's own words about so many pods are evidence enough: the others say the same. */
const mostEvidence = 3;

export function podEvidence(group: PodFact[]): ReasonEvidence[] {
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

export function admissionParts(message: string): ReasonNode[] {
  if (/exceeded quota/i.test(message)) {
    return quotaShares(message).map(({ resource, asked, used, most }) =>
      leaf({
        words: `${resource}: a pod asks for ${asked}, ${used} of ${most} are used`,
      }),
    );
  }
  return podSecurity(message).settings.map(setting => leaf({ words: setting }));
}

/** One wait with what is behind it: no node where waiting is all there is to do. */
export function nodeOfWait(wait: Wait, about: About): ReasonNode[] {
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
