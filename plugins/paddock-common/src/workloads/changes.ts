import { gaugesInWords } from './autoscaling';
import { imagesInWords } from './images';
import { agoInWords } from './diagnosis/summary';
import type { ScalingGauge, WorkloadKind, WorkloadState } from './model';

/** What became of a workload. */
export type Became =
  | { what: 'made' }
  | { what: 'removed' }
  /** It got another revision; `images` are those of now. */
  | { what: 'rolled-out'; images: string[]; revision?: string }
  /** `metrics` are the autoscaler's, where one did it. */
  | { what: 'scaled'; from: number; to: number; metrics?: ScalingGauge[] }
  /** `times` of turning bad since then (ISO 8601), where it was well only for moments between. */
  | {
      what: 'turned';
      from: WorkloadState;
      to: WorkloadState;
      times?: number;
      since?: string;
    };

/** A change of a workload that the portal has seen at the instant `at` (ISO 8601). */
export interface WorkloadChange {
  type: 'change';
  id: string;
  at: string;
  cluster: string;
  namespace: string;
  kind: WorkloadKind;
  name: string;
  became: Became;
}

const turned: Record<WorkloadState, string> = {
  down: 'is down',
  'being-deleted': 'is being deleted',
  stuck: 'is stuck',
  degraded: 'is degraded',
  unknown: 'can no longer be judged',
  'rolling-out': 'is rolling out',
  paused: 'is paused',
  healthy: 'is healthy again',
  'scaled-to-zero': 'is scaled to zero',
};

const spanOf = (since: string | undefined, at: string) =>
  agoInWords(since ?? at, Date.parse(at));

/** `payments-api was scaled from 3 to 5 pods (CPU 83 % of 60 % target)` */
export function describeChange({ name, at, became }: WorkloadChange): string {
  switch (became.what) {
    case 'made':
      return `${name} was made`;
    case 'removed':
      return `${name} was removed`;
    case 'rolled-out': {
      const revision = became.revision ? `, revision ${became.revision}` : '';
      return `${name} began to roll out ${imagesInWords(
        became.images,
      )}${revision}`;
    }
    case 'scaled': {
      const why = gaugesInWords(became.metrics ?? []);
      return `${name} was scaled from ${became.from} to ${became.to}${
        why && ` (${why})`
      }`;
    }
    default:
      return became.times
        ? `${name} ${turned[became.to]}, ${became.times} times in ${spanOf(
            became.since,
            at,
          )}`
        : `${name} ${turned[became.to]}`;
  }
}
