import { gaugesInWords } from './autoscaling';
import { agoInWords } from './diagnosis/summary';
import { imagesInWords } from './images';
import type { WorkloadState } from './model';
import type { WorkloadChange } from './schemas/changes';

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
