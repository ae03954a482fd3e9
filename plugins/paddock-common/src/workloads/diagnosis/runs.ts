import { pods, type Reason } from './reason';

interface FailedRun {
  /** The Job's own (BackoffLimitExceeded, DeadlineExceeded …), or PodFailed while it tries again. */
  reason: string;
  failed: number;
  /** Of a CronJob, whose next run comes by itself. */
  schedule: boolean;
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Why a Job failed, or what it tries again after. */
export function explainRun({ reason, failed, schedule }: FailedRun): Reason {
  const again = schedule
    ? 'The next run comes by its schedule.'
    : 'A Job that has failed does not start again by itself.';
  switch (reason) {
    case 'PodFailed':
      return {
        words: `${pods(failed)} of it failed, and it tries again`,
        advice: 'Read the log of the pod that failed.',
      };
    case 'BackoffLimitExceeded':
      return {
        words: `its pods failed ${times(
          failed,
        )}, more than its backoff limit allows`,
        advice: `Read the log of the pod that failed. ${again}`,
      };
    case 'DeadlineExceeded':
      return {
        words: 'it ran for longer than its deadline allows',
        advice: `Raise activeDeadlineSeconds, or find out what takes so long. ${again}`,
      };
    case 'PodFailurePolicy':
      return {
        words: 'a pod failed in a way its failure policy does not retry',
        advice: `Read the log of the pod that failed. ${again}`,
      };
    case 'FailedIndexes':
    case 'MaxFailedIndexesExceeded':
      return {
        words: 'some of its indexes failed',
        advice: `Read the log of the pods that failed. ${again}`,
      };
    default:
      return { words: `it failed (${reason})`, advice: again };
  }
}
