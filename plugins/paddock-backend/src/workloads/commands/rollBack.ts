import { ConflictError, NotFoundError } from '@backstage/errors';
import type { PodTemplate } from '../../kube/objects/objects';
import { Unprocessable } from '../../http/unprocessable';
import { currentOf } from '../history/history';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import type { KeptRevision } from '../history/read';
import type { Patch } from './patches';

/**
 * The pod template of an earlier revision, put in place of the current one: what `kubectl rollout undo` does. It holds
 * only for the pod template that was read: somebody else's change of it in between is a conflict (409). That the
 * controller goes on counting pods, or an autoscaler wants more of them, is none.
 *
 * @throws NotFoundError for a revision that the cluster does not keep, ConflictError where there is nothing to do or
 * where the rollout is paused, Unprocessable where the pod template is another object's
 */
export function rollBack(
  workload: LiveWorkload,
  kept: KeptRevision[],
  revision: number,
): Patch {
  if (workload.spec.workloadRef) {
    const { kind, name } = workload.spec.workloadRef;
    throw new Unprocessable(
      `Its pod template is that of the ${kind} ${name}: roll that back`,
    );
  }
  const wanted = kept.find(each => each.revision === revision);
  if (!wanted) {
    const known = kept.map(each => each.revision).join(', ');
    throw new NotFoundError(
      `The cluster keeps no revision ${revision} of it. It keeps ${
        known || 'none'
      }`,
    );
  }
  if (wanted === currentOf(workload, kept)) {
    throw new ConflictError(`Revision ${revision} is the current one already`);
  }
  if (workload.spec.paused) {
    throw new ConflictError(
      'The rollout is paused. Resume it first, then roll back',
    );
  }
  return {
    type: 'json',
    subresource: '',
    body: [
      {
        op: 'test',
        path: '/metadata/uid',
        value: workload.metadata.uid,
      },
      { op: 'test', path: '/spec/template', value: workload.spec.template },
      { op: 'replace', path: '/spec/template', value: templateOf(wanted) },
    ],
  };
}

/** Without the label that the ReplicaSet's controller put there, and the marker of a stored patch. */
function templateOf({ template }: KeptRevision): PodTemplate {
  const { $patch, ...kept } = template as PodTemplate & { $patch?: string };
  const {
    'pod-template-hash': hash,
    'rollouts-pod-template-hash': rolloutHash,
    ...labels
  } = kept.metadata?.labels ?? {};
  return { ...kept, metadata: { ...kept.metadata, labels } };
}
