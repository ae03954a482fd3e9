import type { Present } from '../../kube/write/provision';
import { rightIn } from '../access/namespaceRights';
import { lastObserved, noteObserved } from '../access/observedNamespace';
import { type Job, recordPartsOf } from './job';
import { requestOf } from '../marks';
import { attention, type Stop, waits } from '../../reconcile/stop';

/**
 * Of a request for a namespace: is this the one that it has known all along, or was it deleted and another one made of
 * the same name? The first observation of its uid is kept in the audit table.
 *
 * @returns why not, if it is not
 */
export async function recogniseNamespace(
  job: Job,
  found: Present,
): Promise<Stop | undefined> {
  const { id, namespace } = job.row;
  const last = await lastObserved(job.parts.store.audit, id);
  if (last?.uid === found.uid) return undefined;
  // Nobody has looked since it was made, or begun to be made: the process ended in between.
  if (requestOf(found.object) !== id || !last?.making) {
    return attention(
      last === undefined
        ? `The namespace "${namespace}" exists and is not ours.`
        : `The namespace "${namespace}" was deleted, and another one of this name exists. It is not ours.`,
    );
  }
  await noteNamespace(job, found.uid);
  return undefined;
}

export async function noteNamespace(job: Job, uid: string): Promise<void> {
  job.held.guard();
  await noteObserved(recordPartsOf(job.parts), job.row, uid);
}

const ref = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

export const getNamespace = ({ provision, row, look }: Job) =>
  provision.get(ref(row.namespace), look);

/** Of secrets and volumes: whether this is the very namespace that they were made in. */
export async function isKnownNamespace(
  { parts, row }: Job,
  { uid }: Present,
): Promise<boolean> {
  return (await lastObserved(parts.store.audit, row.id))?.uid === uid;
}

/**
 * Of secrets and volumes, before anything of them is made: the namespace must be there, be the one that it was, and the
 * right to have something made in it must still be there.
 */
export async function lookAround(job: Job): Promise<Stop | undefined> {
  const { parts, row, revision } = job;
  const { namespace } = row;
  const right = await rightIn(parts.store, job, row, () =>
    parts.mayWork({ ...row, by: revision.by }),
  );
  switch (right.say) {
    case 'yes': {
      const { uid } = right;
      if (uid === undefined) {
        return waits(`the namespace "${namespace}", which is not there`);
      }
      const last = await lastObserved(parts.store.audit, row.id);
      if (last?.uid !== uid) await noteNamespace(job, uid);
      return undefined;
    }
    case 'later':
      return waits(right.for);
    default:
      // What lies in it is sent on its way by the request for the namespace.
      return right.isLeaving
        ? waits(`the namespace "${namespace}", which is being removed`)
        : attention(right.why);
  }
}
