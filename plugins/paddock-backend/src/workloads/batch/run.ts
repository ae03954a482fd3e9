import type { JobRow } from '../../kube/watch/rows/batch';
import type {
  JobRun,
  ObjectEvent,
} from '@paddock/backstage-plugin-paddock-common';
import type { Condition } from '../../kube/watch/rows';

const holds = ({ conditions }: JobRow, type: string): Condition | undefined =>
  conditions.find(each => each.type === type && each.status === 'True');

/** Conditions in the order in which kubectl looks for them, and its words. */
const words: ReadonlyArray<[condition: string, status: string]> = [
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
];

/** The column STATUS of `kubectl get jobs`, by the rules of its printer (`printJob`). */
export function jobStatus(row: JobRow): string {
  if (holds(row, 'Complete')) return 'Complete';
  if (holds(row, 'Failed')) return 'Failed';
  if (row.deletedAt) return 'Terminating';
  const [, status = 'Running'] =
    words.find(([condition]) => holds(row, condition)) ?? [];
  return status;
}

/** The column COMPLETIONS of `kubectl get jobs`. */
export function jobCompletions(row: JobRow): string {
  const { completions, parallelism, succeeded } = row;
  if (completions !== undefined) return `${succeeded}/${completions}`;
  return parallelism > 1
    ? `${succeeded}/1 of ${parallelism}`
    : `${succeeded}/1`;
}

/** The controller names the cause before the last pods have gone, and again when they have. */
export const failureOf = (row: JobRow) =>
  holds(row, 'Failed') ?? holds(row, 'FailureTarget');

export const isFinished = (row: JobRow) =>
  holds(row, 'Complete') !== undefined || holds(row, 'Failed') !== undefined;

/** Reasons of the condition Failed, which its controller tells as a warning, too. */
const failures = [
  'BackoffLimitExceeded',
  'DeadlineExceeded',
  'FailedIndexes',
  'MaxFailedIndexesExceeded',
  'PodFailurePolicy',
];

/** A warning that a Job failed for good; it outlives a Job that is not kept. */
export const hasRunFailed = ({ about, reason }: ObjectEvent) =>
  about.startsWith('Job/') && failures.includes(reason);

/** One Job as a page shows it. Pure. */
export function projectRun(row: JobRow): JobRun {
  const failure = failureOf(row);
  const finishedAt = row.completedAt ?? holds(row, 'Failed')?.at;
  return {
    id: row.id,
    name: row.name,
    status: jobStatus(row),
    completions: jobCompletions(row),
    active: row.active,
    failed: row.failed,
    ...(row.startedAt ? { startedAt: row.startedAt } : {}),
    ...(finishedAt ? { finishedAt } : {}),
    ...(failure
      ? {
          failure: {
            reason: failure.reason ?? 'Failed',
            message: failure.message ?? '',
          },
        }
      : {}),
  };
}
