import type { Finding } from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import { type Case, countedOf, isShort, there, time } from './case';
import { findingOf } from './finding';
import { leavingFindings } from './leaving';
import {
  blockingPods,
  controllerFindings,
  heldFinding,
  refusal,
} from './owner';
import { failedFindings, podFindings } from './podFindings';

/** Pods whose trouble is the workload's: while a change moves, old ones that go anyway are not looked at. */
function watched({ row, progress, split }: Case): PodRow[] {
  const goAnyway =
    progress.moving &&
    progress.held === undefined &&
    progress.partly !== true &&
    row.kind !== 'StatefulSet';
  return goAnyway ? split.fresh : [...split.fresh, ...split.old];
}

/** New pods cannot come before the old ones have gone. */
const waitsForLeaving = ({ row, counts }: Case) =>
  row.wanted === 0 ||
  row.kind === 'StatefulSet' ||
  row.kind === 'DaemonSet' ||
  row.kind === 'Pods' ||
  there(counts) === 0 ||
  ('recreates' in row && row.recreates === true);

function failedPods({ facts, counts }: Case): Finding[] {
  const failed = facts.pods.filter(({ phase }) => phase === 'Failed');
  if (failed.length === 0) return [];
  if (there(counts) < counts.wanted) {
    return failedFindings(failed, facts, 'blocks');
  }
  const isNews = (pod: PodRow) =>
    facts.now - Math.max(time(pod.readyChangedAt), time(pod.createdAt)) <
    3_600_000;
  return failedFindings(failed.filter(isNews), facts, 'notes');
}

/** Pods that nothing has made; where pods are not known, by what the controller counts. */
function missingPods({ row, counts, split }: Case): number {
  const known = split.fresh.length + split.old.length > 0;
  return counts.wanted - (known ? there(counts) : countedOf(row));
}

export function missing(each: Case, found: Finding[]): Finding[] {
  const pods = missingPods(each);
  const isTold = found.some(
    ({ effect }) => effect === 'blocks' || effect === 'slows',
  );
  const { kind, name } = each.row;
  return pods > 0 && !isTold
    ? [findingOf({ is: 'missing', pods }, { object: { kind, name } })]
    : [];
}

export function causesOf(each: Case): Finding[] {
  const { facts, progress, split, counts, row } = each;
  const isMissing = there(counts) < counts.wanted;
  const blocking = blockingPods(facts, split);
  const blocked = new Set(blocking.map(({ object }) => object.name));
  const old = counts.old;
  const keepsOld = progress.held !== undefined || progress.partly === true;
  return [
    ...refusal(
      {
        ...facts,
        events: isMissing && row.kind !== 'Deployment' ? facts.events : [],
      },
      split.refusal ?? progress.refused,
    ),
    ...blocking,
    ...podFindings(
      watched(each).filter(({ name }) => !blocked.has(name)),
      facts,
    ),
    ...failedPods(each),
    ...leavingFindings(
      facts,
      waitsForLeaving(each) && (isShort(each) || row.wanted === 0),
    ),
    ...controllerFindings(facts, progress),
    ...heldFinding(facts, progress, old),
    ...(old > 0 && !keepsOld && !(progress.done && progress.seen)
      ? [
          findingOf(
            { is: 'old-pods', pods: old },
            { object: { kind: row.kind, name: row.name } },
          ),
        ]
      : []),
  ];
}
