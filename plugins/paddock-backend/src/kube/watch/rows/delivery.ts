import type {
  AnalysisMetric,
  AnalysisPhase,
  CanaryStep,
} from '@paddock/backstage-plugin-paddock-common';
import type { OwnerRef, Row } from '../rows';
import type { ReplicatedRow } from './workloads';

/** Of Argo Rollouts. */
export interface RolloutRow extends ReplicatedRow {
  kind: 'Rollout';
  paused: boolean;
  revision?: string;
  /** Healthy, Progressing, Paused or Degraded, with the controller's words. */
  phase?: string;
  message?: string;
  aborted: boolean;
  /** Why the controller waits: CanaryPauseStep, BlueGreenPause, InconclusiveAnalysisRun … */
  pauses: string[];
  /** Values of the label rollouts-pod-template-hash: what is wanted, and what was last promoted. */
  wantedHash?: string;
  stableHash?: string;
  /** Where its pod template is, if that is not in itself. */
  templateOf?: { kind: string; name: string };
  strategy:
    | {
        is: 'canary';
        steps: CanaryStep[];
        /** Index of the current step. */
        at?: number;
        /** The weight of the new pods, where traffic is routed. */
        weight?: number;
        routed: boolean;
      }
    | {
        is: 'blue-green';
        previews: boolean;
        /** It promotes itself so long after the preview is ready. */
        promotesAfter?: number;
      };
}

/** Of Argo Rollouts: how a revision does by its metrics. */
export interface AnalysisRow extends Row {
  kind: 'AnalysisRun';
  owner?: OwnerRef;
  phase: AnalysisPhase;
  message?: string;
  startedAt?: string;
  /** The label rollouts-pod-template-hash. */
  hash?: string;
  /** Index of the canary step that it belongs to. */
  step?: number;
  metrics: AnalysisMetric[];
}
