import { Unprocessable } from '../../doors/refusals';
import type { WorkloadTarget } from './target';

/** A change of a workload, as the API server takes it. */
export interface Patch {
  method: 'PATCH';
  /** `''`, or `/scale` */
  subresource: string;
  contentType: string;
  body: unknown;
}

const merge = (body: unknown, subresource = ''): Patch => ({
  method: 'PATCH',
  subresource,
  contentType: 'application/strategic-merge-patch+json',
  body,
});

/** As `kubectl rollout restart`: an annotation of the pod template makes a new revision. `at` is ISO 8601. */
export const restart = (at: string) =>
  merge({
    spec: {
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } },
      },
    },
  });

/** @throws Unprocessable for kinds that cannot be paused or suspended. */
export function pause({ kind }: WorkloadTarget, paused: boolean): Patch {
  if (kind === 'Job' || kind === 'CronJob') {
    return merge({ spec: { suspend: paused } });
  }
  if (kind !== 'Deployment') {
    throw new Unprocessable(
      `A ${kind} cannot be paused: only Deployments, Jobs and CronJobs have that`,
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
  return {
    method: 'PATCH',
    subresource: '/scale',
    contentType: 'application/merge-patch+json',
    body: { spec: { replicas } },
  };
}
