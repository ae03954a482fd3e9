import { Unprocessable } from '../../doors/refusals';
import type { WorkloadTarget } from './target';

/** A change of a workload, as the API server takes it. */
export interface Patch {
  /** `''`, or `/scale` */
  subresource: string;
  contentType: string;
  body: unknown;
}

const merge = (body: unknown, subresource = ''): Patch => ({
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

/** @throws Unprocessable for kinds that cannot be paused. */
export function pause({ kind }: WorkloadTarget, paused: boolean): Patch {
  if (kind !== 'Deployment') {
    throw new Unprocessable(
      `A ${kind} cannot be paused: only Deployments have that`,
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
    subresource: '/scale',
    contentType: 'application/merge-patch+json',
    body: { spec: { replicas } },
  };
}
