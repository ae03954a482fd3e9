import {
  type Cause,
  type Effect,
  type Evidence,
  explain,
  type Finding,
  type Fix,
  type Given,
  type ObjectEvent,
  podOf,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';

/** What each cause does, unless what it is found in says otherwise. */
const effectOf: Record<Cause['is'], Effect> = {
  deleted: 'blocks',
  invalid: 'blocks',
  aborted: 'blocks',
  refused: 'blocks',
  'image-name': 'blocks',
  image: 'blocks',
  config: 'blocks',
  command: 'blocks',
  memory: 'blocks',
  'crash-loop': 'blocks',
  ends: 'blocks',
  'cannot-start': 'blocks',
  'old-pod-blocks': 'blocks',
  gated: 'blocks',
  'no-node': 'blocks',
  'node-away': 'slows',
  terminating: 'slows',
  'pod-failed': 'blocks',
  'run-failed': 'blocks',
  'run-lost': 'blocks',
  'never-runs': 'blocks',
  'readiness-gate': 'slows',
  init: 'slows',
  readiness: 'slows',
  starting: 'slows',
  missing: 'slows',
  deadline: 'blocks',
  'no-progress': 'blocks',
  controller: 'slows',
  managed: 'notes',
  queued: 'holds',
  paused: 'holds',
  suspended: 'holds',
  'on-delete': 'holds',
  partition: 'holds',
  promotion: 'holds',
  'old-pods': 'notes',
};

export interface About {
  object: Finding['object'];
  given?: Given;
  effect?: Effect;
  since?: string;
  certainty?: Finding['certainty'];
  evidence?: Evidence[];
  because?: Finding[];
  restsOn?: Finding['restsOn'];
  fix?: Fix;
}

const nothingGiven: Given = { canRollBack: false };

/** A cause with its words and what it was seen by. */
export function findingOf(cause: Cause, about: About): Finding {
  const { words, advice } = explain(cause, about.given ?? nothingGiven);
  const { object, since, restsOn, fix } = about;
  return {
    cause: cause.is,
    effect: about.effect ?? effectOf[cause.is],
    summary: words,
    object,
    ...(since ? { since } : {}),
    certainty: about.certainty ?? 'seen',
    evidence: about.evidence ?? [],
    ...(advice ? { advice } : {}),
    ...(fix ? { fix } : {}),
    because: about.because ?? [],
    ...(restsOn ? { restsOn } : {}),
  };
}

/** A part of a cause, in words that stand alone. */
export const detailOf = (
  summary: string,
  object: Finding['object'],
): Finding => ({
  cause: 'detail',
  effect: 'notes',
  summary,
  object,
  certainty: 'seen',
  evidence: [],
  because: [],
});

/** How it ended, to follow the cause. */
export const exitOf = (
  summary: string,
  object: Finding['object'],
): Finding => ({ ...detailOf(summary, object), cause: 'exit' });

export function eventEvidence(event: ObjectEvent): Evidence {
  const pod = podOf(event);
  const by = event.by ? ` from ${event.by}` : '';
  const often = event.count > 1 ? `, ${event.count} times` : '';
  return {
    about: `${event.about}: event ${event.reason}${by}${often}`,
    ...(pod ? { pod } : {}),
    ...(event.lastAt ? { at: event.lastAt } : {}),
    message: event.message,
  };
}

export const podObject = ({ name }: Pick<PodRow, 'name'>) => ({
  kind: 'Pod',
  name,
});

/** Whether it, or anything behind it, does this. */
export const does = (finding: Finding, effect: Effect): boolean =>
  finding.effect === effect || finding.because.some(each => does(each, effect));
