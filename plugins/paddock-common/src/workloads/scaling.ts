import { gaugesInWords } from './autoscaling';
import type { ScalingDecision } from './schemas/scaling';

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
