import { ConflictError } from '@backstage/errors';
import { Unprocessable } from '../../http/unprocessable';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { type Patch, plainMerge } from './patches';
import type { WorkloadTarget } from './target';

// The same changes as those of `kubectl argo rollouts`, in the same order.
// Source: pkg/kubectl-argo-rollouts/cmd/{promote,abort,retry} of Argo Rollouts.

const status = (body: object) => plainMerge({ status: body }, '/status');
const unpause = plainMerge({ spec: { paused: false } });

/** Why an act of progressive delivery makes no sense now; undefined where it does. */
export function whyNotNow(
  act: 'promote' | 'promoteFully' | 'abort' | 'retry',
  { spec, status: now = {} }: LiveWorkload,
): string | undefined {
  const promoted = now.currentPodHash === now.stableRS;
  switch (act) {
    case 'retry':
      return now.abort ? undefined : 'It is not aborted.';
    case 'abort':
      if (now.abort) return 'It is aborted already.';
      return promoted ? 'Nothing is being rolled out.' : undefined;
    default:
      if (now.abort) return 'It is aborted. Retry it first.';
      return promoted && !spec.paused
        ? 'Nothing is being rolled out.'
        : undefined;
  }
}

function check(
  act: Parameters<typeof whyNotNow>[0],
  { kind }: WorkloadTarget,
  workload: LiveWorkload,
) {
  if (kind !== 'Rollout') {
    throw new Unprocessable(`A ${kind} has no steps: only Rollouts have`);
  }
  const why = whyNotNow(act, workload);
  if (why) throw new ConflictError(why);
}

/**
 * Takes the next step of a canary, or switches a blue-green rollout.
 *
 * @param seen the step that the person has seen
 * @throws Unprocessable for other kinds, ConflictError where there is nothing to promote, or no longer that step
 */
export function promote(
  target: WorkloadTarget,
  workload: LiveWorkload,
  seen?: number,
): Patch[] {
  check('promote', target, workload);
  const { spec, status: now = {} } = workload;
  const at = now.currentStepIndex ?? 0;
  if (spec.strategy?.canary && seen !== undefined && seen !== at) {
    throw new ConflictError(
      `It is at step ${at + 1} by now, no longer at step ${seen + 1}`,
    );
  }
  const next = nextOf(workload);
  return [...(next ? [status(next)] : []), ...(spec.paused ? [unpause] : [])];
}

function nextOf({ spec, status: now = {} }: LiveWorkload): object | undefined {
  const { canary } = spec.strategy ?? {};
  const { length = 0 } = canary?.steps ?? [];
  const at = now.currentStepIndex ?? 0;
  const after = length > 0 ? Math.min(at + 1, length) : undefined;
  const waits = Boolean(now.pauseConditions?.length);
  const inconclusive =
    now.canary?.currentStepAnalysisRunStatus?.status === 'Inconclusive';
  if (canary && inconclusive && waits && now.controllerPause) {
    return after === undefined
      ? undefined
      : {
          pauseConditions: null,
          controllerPause: false,
          currentStepIndex: after,
        };
  }
  if (waits) return { pauseConditions: null };
  // In the middle of an analysis, or while pods start: it goes on with the step after.
  return canary && after !== undefined
    ? { pauseConditions: null, currentStepIndex: after }
    : undefined;
}

/** Leaves out all steps, pauses and analyses that are left. @throws as `promote` */
export function promoteFully(
  target: WorkloadTarget,
  workload: LiveWorkload,
): Patch[] {
  check('promoteFully', target, workload);
  const { spec, status: now = {} } = workload;
  const full = now.currentPodHash !== now.stableRS;
  return [
    ...(full ? [status({ promoteFull: true })] : []),
    ...(spec.paused ? [unpause] : []),
  ];
}

/** Goes back to the stable revision, and stays there. @throws as `promote` */
export function abort(target: WorkloadTarget, workload: LiveWorkload): Patch[] {
  check('abort', target, workload);
  return [status({ abort: true })];
}

/** Begins an aborted rollout again, with its first step. @throws as `promote` */
export function retry(target: WorkloadTarget, workload: LiveWorkload): Patch[] {
  check('retry', target, workload);
  return [status({ abort: false })];
}
