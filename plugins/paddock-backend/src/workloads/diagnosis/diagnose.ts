import type { Rollout } from '@paddock/backstage-plugin-paddock-common';
import type { Members, ReplicatedRow } from '../rows';
import { byWeight, type Case, count, isShort, lastMove } from './case';
import { factsOf } from './facts';
import { does } from './finding';
import { causesOf, missing } from './found';
import { deletedFinding } from './leaving';
import { warnings } from './owner';
import { progressOf } from './progress';
import { rolledBack, splitByRevision } from './revisions';
import { isIdle, noProgress, saysNothing, stateOf } from './state';

function judge(each: Case): Pick<Rollout, 'state' | 'findings'> {
  const deleted = deletedFinding(each.facts);
  if (deleted) return { state: 'being-deleted', findings: [deleted] };
  const causesFound = causesOf(each);
  const found = [...causesFound, ...missing(each, causesFound)];
  const settled = each.progress.seen && each.progress.done && !isShort(each);
  const blocking = found.filter(finding => does(finding, 'blocks'));
  // Of what is done, only pods that hang in their end are in the way.
  const blocked = settled
    ? each.row.wanted === 0 &&
      blocking.some(({ cause }) => cause === 'terminating')
    : blocking.length > 0;
  const idle = !settled && isIdle(each);
  const judged = { ...each, blocked, idle };
  const state = stateOf(judged);
  const unexplained =
    idle &&
    !blocked &&
    (state === 'stuck' || state === 'degraded' || state === 'down') &&
    found.every(
      finding =>
        saysNothing(finding) ||
        !(does(finding, 'slows') || does(finding, 'blocks')),
    );
  const kept =
    settled && !blocked
      ? found.filter(({ effect }) => effect === 'holds' || effect === 'notes')
      : found;
  const findings = unexplained ? [...kept, noProgress(each)] : kept;
  return { state, findings };
}

/** Everything that is told of how a workload of a number of pods is, from what is known of it. Pure: time is passed in. */
export function diagnose(
  row: ReplicatedRow,
  members: Members,
  now: number,
): Rollout {
  const split = splitByRevision(row, members);
  const facts = factsOf(row, members, {
    keepsRunning: true,
    given: { canRollBack: rolledBack(row, members) === 'can' },
    now,
  });
  const each: Case = {
    facts,
    members,
    row,
    split,
    progress: progressOf(row, split),
    counts: count(row, split),
    movedAt: lastMove(row, members, split),
  };
  const { state, findings } = judge(each);
  const all = [...findings, ...warnings(facts, findings)].sort(byWeight);
  return {
    state,
    counts: each.counts,
    findings: all,
    ...(state === 'rolling-out' && each.movedAt > 0
      ? { changedAt: new Date(each.movedAt).toISOString() }
      : {}),
    ...(state === 'being-deleted' && findings[0]?.since
      ? { deletedAt: findings[0].since }
      : {}),
    ...(split.revision === undefined ? {} : { revision: split.revision }),
  };
}
