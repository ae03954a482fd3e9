import type { AutoscalerRow } from '../../kube/watch/rows/scaling';
import { isDeepStrictEqual } from 'node:util';
import type {
  ScalingDecision,
  ScalingSample,
} from '@paddock/backstage-plugin-paddock-common';
import { projectAutoscaling } from '../project/autoscaling';

/** Kept of each autoscaler. */
const mostDecisions = 50;
const mostSamples = 60;
/** Figures alone are worth a sample this often; with a changed number of pods at once. */
const sampleMs = 60_000;

/** What is remembered of one autoscaler; oldest first. */
export interface ScalingNotes {
  decisions: readonly ScalingDecision[];
  samples: readonly ScalingSample[];
}

export const noNotes: ScalingNotes = { decisions: [], samples: [] };

function decisionIn(
  before: AutoscalerRow | undefined,
  now: AutoscalerRow,
  at: string,
): ScalingDecision | undefined {
  if (!before) return undefined;
  // A new autoscaler has not decided anything yet, and says 0.
  const from = before.conditions.length > 0 ? before.desired : now.current;
  if (from === now.desired || now.conditions.length === 0) return undefined;
  const { state, metrics } = projectAutoscaling(now);
  const bound =
    (state.is === 'at-max' && 'max') || (state.is === 'at-min' && 'min');
  return {
    at,
    from,
    to: now.desired,
    because: { by: 'metrics', metrics, ...(bound ? { bound } : {}) },
  };
}

function sampleOf(
  last: ScalingSample | undefined,
  { current, desired, metrics }: AutoscalerRow,
  at: string,
): ScalingSample | undefined {
  const sample = { at, current, desired, metrics };
  if (!last || last.current !== current || last.desired !== desired) {
    return sample;
  }
  const isOld = Date.parse(at) - Date.parse(last.at) >= sampleMs;
  return isOld && !isDeepStrictEqual(last.metrics, metrics)
    ? sample
    : undefined;
}

const added = <T>(known: readonly T[], fresh: T | undefined, most: number) =>
  fresh === undefined ? known : [...known, fresh].slice(-most);

/** What is remembered after a change that was seen at the instant `at`. Pure. */
export function notice(
  notes: ScalingNotes,
  { before, now }: { before?: AutoscalerRow; now: AutoscalerRow },
  at: string,
): ScalingNotes {
  return {
    decisions: added(
      notes.decisions,
      decisionIn(before, now, at),
      mostDecisions,
    ),
    samples: added(
      notes.samples,
      sampleOf(notes.samples.at(-1), now, at),
      mostSamples,
    ),
  };
}
