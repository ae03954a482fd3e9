import type { CanaryStep, Delivery } from './schemas/delivery';

/** The controller's words for how an analysis, or one metric of it, stands. */
export const analysisPhases = [
  'Pending',
  'Running',
  'Successful',
  'Failed',
  'Error',
  'Inconclusive',
] as const;
export type AnalysisPhase = (typeof analysisPhases)[number];

/** What a step does, in words. */
export function stepInWords(step: CanaryStep, of: 'traffic' | 'pods'): string {
  switch (step.does) {
    case 'set-weight':
      return `${step.percent} % of the ${of}`;
    case 'pause':
      return step.seconds === undefined
        ? 'Pause until somebody promotes'
        : `Pause for ${durationInWords(step.seconds)}`;
    case 'set-scale':
      return scaleInWords(step);
    case 'analyse':
      return `Analysis ${step.templates.join(', ')}`.trim();
    case 'experiment':
      return 'Experiment';
    default:
      return step.name;
  }
}

function scaleInWords({ pods, percent }: { pods?: number; percent?: number }) {
  if (pods !== undefined) return `${pods} new ${pods === 1 ? 'pod' : 'pods'}`;
  return percent === undefined
    ? 'As many new pods as the traffic asks for'
    : `${percent} % of the pods, whatever the traffic`;
}

/** `90 s`, `5 min`, `2 h` */
export function durationInWords(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds >= 120 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

/** Where a canary is: `step 2 of 5, 40 % of the pods are new` */
function placeOf({ how, pods }: Delivery): string {
  if (how.strategy === 'blue-green') {
    return `${pods.new} new ${pods.new === 1 ? 'pod' : 'pods'} beside ${
      pods.stable
    } that ${pods.stable === 1 ? 'serves' : 'serve'}`;
  }
  const share =
    how.of === 'traffic'
      ? `${how.percent} % of the traffic goes to new pods`
      : `${how.percent} % of the pods are to be new`;
  const { length } = how.steps;
  if (length === 0) {
    return `${pods.new} new ${pods.new === 1 ? 'pod' : 'pods'}, ${
      pods.stable
    } of the revision before`;
  }
  return how.at < length
    ? `step ${how.at + 1} of ${length}, ${share}`
    : `all ${length} steps are taken`;
}

function waitOf({ standing, how }: Delivery): string {
  switch (standing) {
    case 'waits-for-person':
      return 'it waits for a person to promote';
    case 'waits-for-time': {
      if (how.strategy === 'blue-green') {
        return how.promotesAfter === undefined
          ? 'it goes on by itself after a while'
          : `it promotes itself after ${durationInWords(how.promotesAfter)}`;
      }
      const step = how.steps[how.at];
      return step?.does === 'pause' && step.seconds !== undefined
        ? `it goes on by itself after ${durationInWords(step.seconds)}`
        : 'it goes on by itself after a while';
    }
    case 'waits-for-analysis':
      return 'an analysis decides';
    default:
      return '';
  }
}

/** How a progressive rollout goes, to follow "X is rolling out: ". */
export function describeDelivery(delivery: Delivery): string {
  const wait = waitOf(delivery);
  return wait ? `${placeOf(delivery)}; ${wait}` : placeOf(delivery);
}
