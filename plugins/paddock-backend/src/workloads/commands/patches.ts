import { Unprocessable } from '../../http/unprocessable';
import type { ObjectPatch } from '../../kube/write/write';
import type { WorkloadTarget } from './target';

/** A change of a workload, as the API server takes it. */
export interface Patch extends ObjectPatch {
  /** `''`, or `/scale` */
  subresource: string;
}

const merge = (body: unknown): Patch => ({
  type: 'strategic',
  subresource: '',
  body,
});

/** For kinds that are none of Kubernetes' own, which know no other. */
export const plainMerge = (body: unknown, subresource = ''): Patch => ({
  type: 'merge',
  subresource,
  body,
});

/**
 * As `kubectl rollout restart`: an annotation of the pod template makes a new revision. A Rollout has a field for it, and
 * stays at its revision. `at` is ISO 8601.
 */
export function restart({ kind }: WorkloadTarget, at: string): Patch {
  if (kind === 'Rollout') {
    return plainMerge({ spec: { restartAt: at.replace(/\.\d+Z$/, 'Z') } });
  }
  return merge({
    spec: {
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } },
      },
    },
  });
}

/** @throws Unprocessable for kinds that cannot be paused or suspended. */
export function pause({ kind }: WorkloadTarget, paused: boolean): Patch {
  if (kind === 'Rollout') return plainMerge({ spec: { paused } });
  if (kind === 'Job' || kind === 'CronJob') {
    return merge({ spec: { suspend: paused } });
  }
  if (kind !== 'Deployment') {
    throw new Unprocessable(
      `A ${kind} cannot be paused: only Deployments, Rollouts, Jobs and CronJobs have that`,
    );
  }
  return merge({ spec: { paused } });
}

/** @throws Unprocessable for kinds without a number of replicas. */
export function scale({ kind }: WorkloadTarget, replicas: number): Patch {
  if (kind === 'DaemonSet') {
    throw new Unprocessable(
      'A DaemonSet cannot be scaled: it runs one pod on each node that it selects',
    );
  }
  return plainMerge({ spec: { replicas } }, '/scale');
}
