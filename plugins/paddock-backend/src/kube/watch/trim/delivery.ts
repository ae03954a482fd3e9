import {
  type AnalysisMetric,
  type AnalysisPhase,
  analysisPhases,
  type CanaryStep,
} from '@paddock/backstage-plugin-paddock-common';
import type { Intern } from '../intern';
import type { AnalysisRow, RolloutRow } from '../rows/delivery';
import type {
  AnalysisRunObject,
  MetricResult,
  RolloutObject,
  RolloutStep,
} from '../../objects/deliveryObjects';
import { count, list, maybe, ownerOf, rowOf, text } from '../../objects/wire';
import { replicasOf, workloadOf } from './workload';

export const ROLLOUT_REVISION = 'rollout.argoproj.io/revision';
export const ROLLOUT_HASH = 'rollouts-pod-template-hash';

/** A Rollout of Argo Rollouts, `argoproj.io/v1alpha1`. */
export function trimRollout(object: unknown, intern: Intern): RolloutRow {
  const rollout = object as RolloutObject;
  const { metadata, spec } = rollout;
  return {
    kind: 'Rollout',
    ...workloadOf(rollout, intern),
    ...replicasOf(rollout),
    paused: spec?.paused === true,
    ...maybe('revision', text(metadata?.annotations?.[ROLLOUT_REVISION])),
    ...progressOf(rollout, intern),
  };
}

function progressOf({ spec, status }: RolloutObject, intern: Intern) {
  const { kind, name } = spec?.workloadRef ?? {};
  const from = text(kind) && text(name);
  return {
    ...maybe('phase', text(status?.phase)),
    ...maybe('message', text(status?.message)),
    aborted: status?.abort === true,
    pauses: list(status?.pauseConditions).map(
      ({ reason }) => text(reason) ?? '',
    ),
    ...maybe('wantedHash', text(status?.currentPodHash)),
    ...maybe('stableHash', text(status?.stableRS)),
    ...maybe(
      'templateOf',
      from ? { kind: text(kind) ?? '', name: text(name) ?? '' } : undefined,
    ),
    strategy: strategyOf({ spec, status }, intern),
  };
}

function strategyOf(
  { spec, status }: RolloutObject,
  intern: Intern,
): RolloutRow['strategy'] {
  const { blueGreen, canary } = spec?.strategy ?? {};
  if (blueGreen) {
    return {
      is: 'blue-green',
      previews: Boolean(text(blueGreen.previewService)),
      ...maybe(
        'promotesAfter',
        blueGreen.autoPromotionEnabled === false
          ? undefined
          : count(blueGreen.autoPromotionSeconds) || undefined,
      ),
    };
  }
  const weight = status?.canary?.weights?.canary?.weight;
  return {
    is: 'canary',
    steps: intern.value(list(canary?.steps).map(stepOf)),
    ...maybe('at', numberOf(status?.currentStepIndex)),
    ...maybe('weight', numberOf(weight)),
    routed: Boolean(canary?.trafficRouting),
  };
}

const numberOf = (value: unknown) =>
  Number.isSafeInteger(value) ? (value as number) : undefined;

function stepOf(step: RolloutStep): CanaryStep {
  if (step.setWeight !== undefined && step.setWeight !== null) {
    return { does: 'set-weight', percent: count(step.setWeight) };
  }
  if (step.pause) {
    return {
      does: 'pause',
      ...maybe('seconds', secondsOf(step.pause.duration)),
    };
  }
  if (step.setCanaryScale) {
    const { replicas, weight } = step.setCanaryScale;
    return {
      does: 'set-scale',
      ...maybe('pods', numberOf(replicas)),
      ...maybe('percent', numberOf(weight)),
    };
  }
  if (step.analysis) {
    const templates = list(step.analysis.templates).map(
      ({ templateName }) => text(templateName) ?? '',
    );
    return { does: 'analyse', templates };
  }
  if (step.experiment) return { does: 'experiment' };
  const [name] = Object.entries(step).filter(([, value]) => value);
  return { does: 'other', name: name?.[0] ?? 'unknown' };
}

const units: Record<string, number> = { s: 1, m: 60, h: 3600 };

/** The controller takes a number of seconds, as number or as text, or one with a unit. */
function secondsOf(duration: unknown): number | undefined {
  const [, amount, unit = 's'] =
    /^(\d{1,9})([smh]?)$/.exec(`${duration}`) ?? [];
  return amount ? Number(amount) * (units[unit || 's'] ?? 1) : undefined;
}

/** An AnalysisRun of Argo Rollouts, `argoproj.io/v1alpha1`. */
export function trimAnalysisRun(object: unknown, intern: Intern): AnalysisRow {
  const { metadata, status } = object as AnalysisRunObject;
  return {
    kind: 'AnalysisRun',
    ...rowOf(metadata, intern),
    ...ownerOf(metadata?.ownerReferences, intern),
    phase: phaseOf(status?.phase),
    ...maybe('message', text(status?.message)),
    ...maybe('startedAt', text(status?.startedAt)),
    ...maybe('hash', text(metadata?.labels?.[ROLLOUT_HASH])),
    ...maybe('step', stepIndexOf(metadata?.labels?.['step-index'])),
    metrics: list(status?.metricResults).map(metricOf),
  };
}

const stepIndexOf = (label: unknown) =>
  text(label) ? numberOf(Number(label)) : undefined;

/** Until the controller has looked at it, it has none. */
const phaseOf = (value: unknown): AnalysisPhase =>
  analysisPhases.find(phase => phase === value) ?? 'Pending';

function metricOf(result: MetricResult): AnalysisMetric {
  const last = list(result.measurements).at(-1);
  return {
    name: text(result.name) ?? '',
    phase: phaseOf(result.phase),
    successful: count(result.successful),
    failed: count(result.failed),
    inconclusive: count(result.inconclusive),
    errors: count(result.error),
    ...maybe('value', text(last?.value)),
    ...maybe('message', text(result.message) ?? text(last?.message)),
  };
}
