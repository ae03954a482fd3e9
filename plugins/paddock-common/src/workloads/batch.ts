import type { JobRun, Workload } from './model';
import { pods, type Reason } from './reason';
import { explainWait } from './reasons';
import type { WorkloadSentence } from './sentence';

function firstReason(workload: Workload): Reason | undefined {
  for (const wait of workload.rollout.waits) {
    const reason = explainWait(wait, workload);
    if (reason) return reason;
  }
  return undefined;
}

function healthyJob({ status, completions }: JobRun, workload: Workload) {
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
      } at work, nothing is wrong`
    : `it is starting${progress}, nothing is wrong`;
}

const unknown: Reason = {
  words: 'it has no pod, and its state does not say why',
  advice:
    'Look at its events below: the cluster may refuse to create its pods.',
};

function describeJob(workload: Workload, run: JobRun): WorkloadSentence {
  const { name, rollout } = workload;
  switch (rollout.state) {
    case 'suspended':
      return {
        line: `${name} is suspended: no pod of it runs until somebody resumes it.`,
        advice: 'Resume it to let it run.',
      };
    case 'stuck':
    case 'degraded': {
      const { words, advice } = firstReason(workload) ?? unknown;
      return { line: `${name} is ${rollout.state}: ${words}.`, advice };
    }
    default:
      return { line: `${name} is healthy: ${healthyJob(run, workload)}.` };
  }
}

type Schedule = Extract<Workload['batch'], { is: 'schedule' }>;

function healthySchedule({ active, runs, lastSucceededAt }: Schedule) {
  if (active > 0) {
    return active === 1 ? 'a run is at work' : `${active} runs are at work`;
  }
  if (runs.length === 0 && !lastSucceededAt) return 'it has not run yet';
  return 'its last run succeeded';
}

const hasFailed = ({ rollout }: Workload) =>
  rollout.waits.some(wait => wait.for === 'run' && wait.reason !== 'PodFailed');

function describeSchedule(
  workload: Workload,
  schedule: Schedule,
): WorkloadSentence {
  const { name, rollout } = workload;
  switch (rollout.state) {
    case 'suspended': {
      const goesOn = schedule.active > 0 ? ' The run at work goes on.' : '';
      return {
        line: `${name} is suspended: it starts no run until somebody resumes it.${goesOn}`,
        advice: 'Resume it to let its schedule begin runs again.',
      };
    }
    case 'stuck':
    case 'degraded': {
      const { words, advice } = firstReason(workload) ?? unknown;
      const which = hasFailed(workload)
        ? 'its last run failed'
        : 'the run at work is in trouble';
      return {
        line: `${name} is ${rollout.state}: ${which}: ${words}.`,
        advice,
      };
    }
    default:
      return { line: `${name} is healthy: ${healthySchedule(schedule)}.` };
  }
}

/** Says in one sentence how a Job or a CronJob is. Pure, and without a clock: times are the view's to tell. */
export function describeBatch(
  workload: Workload,
  batch: NonNullable<Workload['batch']>,
): WorkloadSentence {
  return batch.is === 'job'
    ? describeJob(workload, batch.run)
    : describeSchedule(workload, batch);
}
