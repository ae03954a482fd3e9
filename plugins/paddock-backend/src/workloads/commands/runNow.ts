import type { Actor } from '../../access/act';
import { inNamespace, resources } from '../../kube/connection/resources';
import type { CronJobObject } from '../../kube/objects/workloadObjects';
import { pathOf, type WorkloadTarget } from './target';

/** An object to be made, as the API server takes it. */
export interface Creation {
  type: 'create';
  path: string;
  object: unknown;
}

/** The names of Jobs are labels of their pods: 63 characters at most. */
const mostOfName = 50;

/**
 * A Job of a CronJob's template: what `kubectl create job --from=cronjob/…` makes. Its name is the second in which it
 * was asked for, so that a second click right after the first makes no second run. `now` is in milliseconds.
 * @throws KubeError
 */
export async function runNow(
  { cluster, as }: Actor,
  target: WorkloadTarget,
  now: number,
): Promise<Creation> {
  const { namespace, name } = target;
  const { metadata, spec } = (await cluster.connection.request(
    'GET',
    pathOf(target),
    { as },
  )) as CronJobObject;
  const { labels, annotations } = spec.jobTemplate.metadata ?? {};
  const second = Math.floor(now / 1000).toString(36);
  return {
    type: 'create',
    path: inNamespace(namespace, resources.Job),
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: `${name.slice(0, mostOfName)}-now-${second}`,
        ...(labels ? { labels } : {}),
        annotations: {
          ...annotations,
          'cronjob.kubernetes.io/instantiate': 'manual',
        },
        // Without blockOwnerDeletion, which needs a right of its own; as kubectl does it.
        ownerReferences: [
          {
            apiVersion: 'batch/v1',
            kind: 'CronJob',
            name,
            uid: metadata.uid,
            controller: true,
          },
        ],
      },
      spec: spec.jobTemplate.spec,
    },
  };
}
