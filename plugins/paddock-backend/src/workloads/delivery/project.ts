import type {
  Analysis,
  Delivery,
} from '@paddock/backstage-plugin-paddock-common';
import type { AnalysisRow, RolloutRow } from '../../kube/watch/rows/delivery';
import type { Split } from '../diagnosis/revisions';
import { isActive } from '../diagnosis/podCause';
import { standingOf } from './standing';

/** How far progressive delivery is. Pure. */
export function projectDelivery(
  row: RolloutRow,
  { fresh, old }: Split,
  analyses: AnalysisRow[],
): Delivery {
  const settled = row.wantedHash === row.stableHash;
  const pods = [fresh, old].map(each => each.filter(isActive).length);
  const [newer = 0, older = 0] = pods;
  return {
    standing: standingOf(row),
    how: howOf(row, settled),
    // Once promoted, the new pods are the stable ones.
    pods: settled
      ? { stable: newer, new: older }
      : { stable: older, new: newer },
    ...(row.templateOf ? { templateOf: row.templateOf } : {}),
    analyses: analyses
      .filter(({ hash }) => hash === row.wantedHash)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      .map(projectAnalysis),
  };
}

function howOf(
  { strategy, aborted }: RolloutRow,
  settled: boolean,
): Delivery['how'] {
  if (strategy.is === 'blue-green') {
    const { previews, promotesAfter } = strategy;
    return {
      strategy: 'blue-green',
      previews,
      ...(promotesAfter === undefined ? {} : { promotesAfter }),
    };
  }
  const { steps, routed, weight } = strategy;
  const at = settled ? steps.length : strategy.at ?? 0;
  return {
    strategy: 'canary',
    steps,
    at,
    percent: aborted ? 0 : weight ?? askedFor(steps, at),
    of: routed ? 'traffic' : 'pods',
  };
}

/** The last weight that was set holds until the next one; after all steps everything is new. */
function askedFor(
  steps: Extract<RolloutRow['strategy'], { is: 'canary' }>['steps'],
  at: number,
): number {
  if (at >= steps.length) return 100;
  const weights = steps
    .slice(0, at + 1)
    .flatMap(step => (step.does === 'set-weight' ? [step.percent] : []));
  return weights.at(-1) ?? 0;
}

function projectAnalysis(row: AnalysisRow): Analysis {
  const { name, phase, step, startedAt, message, metrics } = row;
  return {
    name,
    phase,
    ...(step === undefined ? {} : { step }),
    ...(startedAt ? { startedAt } : {}),
    ...(message ? { message } : {}),
    metrics,
  };
}
