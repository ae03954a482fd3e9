import type { ObjectEvent } from '../pods/model';
import { gaugesInWords } from './autoscaling';
import type { ScalingGauge } from './model';

/** A look at an autoscaler, at the instant `at` (ISO 8601), when something about it had changed. */
export interface ScalingSample {
  at: string;
  current: number;
  desired: number;
  metrics: ScalingGauge[];
}

/** What an autoscaler decided, and why. */
export interface ScalingDecision {
  at: string;
  /** Unknown where only an event of the autoscaler tells of it. */
  from?: number;
  to: number;
  because:
    | { by: 'metrics'; metrics: ScalingGauge[]; bound?: 'max' | 'min' }
    /** The controller's own words. */
    | { by: 'event'; message: string };
}

/** Answer of `GET …/autoscalers/:name/history`. Everything newest first. */
export interface ScalingHistory {
  /** Since when the portal has been watching; decisions of before come from the autoscaler's events. */
  since: string;
  decisions: ScalingDecision[];
  samples: ScalingSample[];
  /** Of the autoscaler, as far as whoever asks may see them. */
  events: ObjectEvent[];
}

const bounds = {
  max: ', as many as its maximum allows',
  min: ', its minimum',
} as const;

/** `3 → 5, CPU 83 % of 60 % target` */
export function describeDecision({
  from,
  to,
  because,
}: ScalingDecision): string {
  const what = from === undefined ? `to ${to}` : `${from} → ${to}`;
  if (because.by === 'event') return `${what}: ${because.message}`;
  const why = gaugesInWords(because.metrics);
  return `${what}${why && `, ${why}`}${
    because.bound ? bounds[because.bound] : ''
  }`;
}
