import { endedWith } from './exits';
import type { ContainerExit, Wait } from './model';
import { pods, type Reason } from './reason';

type RunWait = Extract<Wait, { for: 'run' }>;

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

const after = (exit: ContainerExit | undefined) =>
  exit ? `; the last one ${endedWith(exit)}` : '';

/** Why a Job failed, or what it tries again after. */
export function explainRun({ reason, failed, exit }: RunWait): Reason {
  const again = 'A Job that has failed does not start again by itself.';
  switch (reason) {
    case 'PodFailed':
      return {
        words: `${pods(failed)} of it failed, and it tries again${after(exit)}`,
        advice: 'Read the log of the pod that failed.',
      };
    case 'BackoffLimitExceeded':
      return {
        words: `its pods failed ${times(
          failed,
        )}, more than its backoff limit allows${after(exit)}`,
        advice: `Read the log of the pod that failed. ${again}`,
      };
    case 'DeadlineExceeded':
      return {
        words: 'it ran for longer than its deadline allows',
        advice: `Raise activeDeadlineSeconds, or find out what takes so long. ${again}`,
      };
    case 'PodFailurePolicy':
      return {
        words: `a pod of it failed in a way that its failure policy does not try again${after(
          exit,
        )}`,
        advice: `Read the log of the pod that failed. ${again}`,
      };
    case 'FailedIndexes':
    case 'MaxFailedIndexesExceeded':
      return {
        words: `some of its indexes failed${after(exit)}`,
        advice: `Read the log of the pods that failed. ${again}`,
      };
    default:
      return { words: `it failed (${reason})${after(exit)}`, advice: again };
  }
}
