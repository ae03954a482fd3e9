import type { JobRun, Workload } from '../schemas/workload';
import { pods } from './reason';

function jobProgress({ status, completions }: JobRun, workload: Workload) {
  const [done = '', of = ''] = completions.split('/');
  if (status === 'Complete') {
    return of === '1' || of.startsWith('1 ')
      ? 'it has run to its end'
      : `all its ${of} runs have come to their end`;
  }
  const { newReady } = workload.rollout.counts;
  const progress =
    of === '1'
      ? ''
      : `, ${done} of ${of} runs ${done === '1' ? 'is' : 'are'} done`;
  return newReady > 0
    ? `it runs${progress}; ${pods(newReady)} ${
        newReady === 1 ? 'is' : 'are'
      } at work`
    : `it is starting${progress}`;
}

type Schedule = Extract<Workload['batch'], { is: 'schedule' }>;

function scheduleProgress({ active, runs, lastSucceededAt }: Schedule) {
  if (active > 0) {
    const words =
      active === 1 ? 'a run is at work' : `${active} runs are at work`;
    return lastSucceededAt ? words : `${words}, none has succeeded yet`;
  }
  if (runs.length === 0 && !lastSucceededAt) return 'it has not run yet';
  return 'its last run succeeded';
}

/** How far a Job or a CronJob is, to follow "X is healthy: ". */
export const batchProgress = (
  workload: Workload,
  batch: NonNullable<Workload['batch']>,
): string =>
  batch.is === 'job'
    ? jobProgress(batch.run, workload)
    : scheduleProgress(batch);

/** What a bad line of a CronJob is about. */
export function runInTrouble({ batch, rollout }: Workload): string {
  if (batch?.is !== 'schedule') return '';
  const [first] = rollout.findings;
  if (first?.cause === 'run-lost') return '';
  return first?.cause === 'run-failed' && batch.active === 0
    ? 'its last run failed: '
    : 'the run at work is in trouble: ';
}
