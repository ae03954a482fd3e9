import {
  type Finding,
  type ObjectEvent,
  podOf,
  refusalParts,
  type RestsOn,
} from '@paddock/backstage-plugin-paddock-common';
import type { StatefulSetRow } from '../../kube/watch/rows/workloads';
import type { Facts } from './facts';
import { detailOf, does, eventEvidence, findingOf, podObject } from './finding';
import { isTold, warningFinding } from './podEvents';
import { podFindings } from './podFindings';
import { isActive } from './podCause';
import type { Progress } from './controllerProgress';
import { isSeen } from './progress';
import type { Split } from './revisions';

/** Controllers try again at least this often. */
const refusedMs = 1_200_000;
/** An event is news for so long. */
const newsMs = 300_000;
/** More of them say nothing more. */
const mostWarnings = 3;

const objectOf = ({ row }: Facts) => ({ kind: row.kind, name: row.name });

/** Some kinds keep no word of it in their status, and tell of refused pods by events alone. */
function refusingEvent({ events, now }: Facts): ObjectEvent | undefined {
  return events.find(
    event =>
      event.reason === 'FailedCreate' &&
      !podOf(event) &&
      !(now - Date.parse(event.lastAt) > refusedMs),
  );
}

/** Why pods that are missing may not be made. */
export function refusal(facts: Facts, said: string | undefined): Finding[] {
  const event = said ? undefined : refusingEvent(facts);
  const message = said ?? event?.message;
  if (message === undefined) return [];
  const object = objectOf(facts);
  return [
    findingOf(
      { is: 'refused', message },
      {
        object,
        evidence: [
          event
            ? eventEvidence(event)
            : { about: `${object.kind} ${object.name}`, message },
        ],
        ...(event ? { since: event.firstAt, restsOn: 'Event' as const } : {}),
        because: refusalParts(message).map(each => detailOf(each, object)),
      },
    ),
  ];
}

/** What its controller says of the workload as a whole. */
export function controllerFindings(
  facts: Facts,
  progress: Progress,
): Finding[] {
  const object = objectOf(facts);
  const about = (message: string) => ({
    object,
    evidence: message
      ? [{ about: `${object.kind} ${object.name}`, message }]
      : [],
  });
  const { deadline, failure, seen } = progress;
  return [
    ...(deadline === undefined
      ? []
      : [findingOf({ is: 'deadline' }, about(deadline))]),
    ...(failure ? [findingOf({ is: failure.is }, about(failure.message))] : []),
    ...(seen ? [] : [findingOf({ is: 'controller' }, { object })]),
  ];
}

export function heldFinding(
  facts: Facts,
  { held }: Progress,
  old: number,
): Finding[] {
  const object = objectOf(facts);
  switch (held) {
    case 'on-delete':
    case 'partition':
      return [findingOf({ is: held, pods: old }, { object })];
    case 'paused':
      return [findingOf({ is: 'paused' }, { object, fix: { act: 'resume' } })];
    case 'promotion':
      return [
        findingOf({ is: 'promotion' }, { object, fix: { act: 'promote' } }),
      ];
    default:
      return [];
  }
}

const ordinalOf = (name: string) => Number(/-(\d+)$/.exec(name)?.[1] ?? 0);

/**
 * A StatefulSet that updates one pod after the other waits for each to be ready, also for one of another revision that
 * never will be. Source: "Forced rollback" in the documentation of StatefulSets.
 */
export function blockingPods(facts: Facts, { old }: Split): Finding[] {
  if (facts.row.kind !== 'StatefulSet') return [];
  const row = facts.row as StatefulSetRow;
  if (row.strategy === 'OnDelete' || row.parallel || !isSeen(row)) return [];
  return old
    .filter(
      pod =>
        isActive(pod) && !pod.ready && ordinalOf(pod.name) >= row.partition,
    )
    .flatMap(pod => {
      const because = podFindings([pod], facts);
      if (!because.some(each => does(each, 'blocks'))) return [];
      return [
        findingOf(
          { is: 'old-pod-blocks', pod: pod.name, namespace: pod.namespace },
          {
            object: podObject(pod),
            since: pod.createdAt,
            because,
            fix: {
              command: `kubectl -n ${pod.namespace} delete pod ${pod.name}`,
            },
          },
        ),
      ];
    });
}

/** Told by the workload's own conditions, or by what it waits for. */
const repeats = [
  'ProgressDeadlineExceeded',
  'FailedCreate',
  'ReplicaSetCreateError',
];

const names: Record<RestsOn, string> = {
  Event: 'events',
  Node: 'nodes',
  Namespace: 'namespaces',
};

/** That a cause may be missing, because the portal lacks a right. */
const unseen = (facts: Facts): Finding[] =>
  facts.unseen.map(kind => ({
    ...detailOf(
      `the portal may not see ${names[kind]} of this cluster: causes may be missing`,
      objectOf(facts),
    ),
    cause: 'unseen',
    certainty: 'unknown',
  }));

/** Warnings of the last minutes that nothing else tells of, and what could not be looked at where anything is wrong. */
export function warnings(facts: Facts, findings: Finding[]): Finding[] {
  const isWrong = findings.some(each => does(each, 'blocks'));
  return [...newWarnings(facts, findings), ...(isWrong ? unseen(facts) : [])];
}

function newWarnings(facts: Facts, findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return facts.events
    .filter(event => {
      const isNews = !(facts.now - Date.parse(event.lastAt) > newsMs);
      const known =
        repeats.includes(event.reason) &&
        findings.some(
          ({ cause }) => cause === 'refused' || cause === 'deadline',
        );
      if (event.type !== 'Warning' || !isNews || known) return false;
      if (seen.has(event.reason) || isTold(event, findings)) return false;
      seen.add(event.reason);
      return true;
    })
    .slice(0, mostWarnings)
    .map(warningFinding);
}
