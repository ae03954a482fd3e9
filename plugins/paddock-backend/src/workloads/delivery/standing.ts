import type { Delivery } from '@paddock/backstage-plugin-paddock-common';
import type { RolloutRow } from '../../kube/watch/rows/delivery';

/**
 * How a Rollout stands, by the controller's own phase.
 * Source: `GetRolloutPhase` of Argo Rollouts, `utils/rollout/rolloututil.go`.
 */
export function standingOf(row: RolloutRow): Delivery['standing'] {
  const { phase, strategy, pauses } = row;
  if (row.aborted) return 'aborted';
  if (phase === 'Degraded') return 'failed';
  if (phase === 'Healthy') return 'settled';
  const step =
    strategy.is === 'canary' ? strategy.steps[strategy.at ?? 0] : undefined;
  if (pauses.length > 0) {
    const ends =
      strategy.is === 'blue-green'
        ? pauses.includes('BlueGreenPause') &&
          strategy.promotesAfter !== undefined
        : pauses.includes('CanaryPauseStep') &&
          step?.does === 'pause' &&
          step.seconds !== undefined;
    return ends ? 'waits-for-time' : 'waits-for-person';
  }
  const moves = row.wantedHash !== row.stableHash;
  return moves && step?.does === 'analyse' ? 'waits-for-analysis' : 'moving';
}
