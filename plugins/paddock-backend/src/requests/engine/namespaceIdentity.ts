import { type Present } from '../../kube/provision';
import { noted, portal } from '../../audit/recorded';
import type { AuditLine } from '../../audit/trail';
import { recordPartsOf } from './effectRecord';
import type { EngineParts, Job } from './job';
import { requestOf } from './marks';
import { attention, type Stop, waits } from './stop';

const observed = 'namespace-observed';
const created = 'create-namespace';

type Audit = EngineParts['store']['audit'];

/**
 * Is this the namespace that the request has known all along, or was it deleted and another one made of the same name?
 * The first sight of its uid is kept in the audit table.
 *
 * @returns why not, if it is not
 */
export async function recogniseNamespace(
  job: Job,
  found: Present,
): Promise<Stop | undefined> {
  const { audit } = job.engine.store;
  const { id, namespace, kind } = job.row;
  const last = await lastSight(audit, id);
  if (last?.uid === found.uid) return undefined;
  // Nobody has looked since it was made, or begun to be made: the process ended in between.
  const ownNow =
    requestOf(found.object) === id &&
    (kind === 'namespace' ? last?.making === true : last === undefined);
  const known =
    ownNow ||
    (kind !== 'namespace' &&
      (last === undefined || (await madeByAnother(audit, found))));
  if (!known) {
    return attention(
      last === undefined
        ? `The namespace "${namespace}" exists and is not ours.`
        : `The namespace "${namespace}" was deleted, and another one of this name exists. It is not ours.`,
    );
  }
  await noteNamespace(job, found.uid);
  return undefined;
}

/** A namespace that another request has made, and made anew after it was deleted. */
async function madeByAnother(audit: Audit, found: Present): Promise<boolean> {
  const owner = requestOf(found.object);
  if (owner === undefined) return false;
  return (await lastSight(audit, owner))?.uid === found.uid;
}

export async function noteNamespace(job: Job, uid: string): Promise<void> {
  const { id, cluster, namespace } = job.row;
  job.held.guard();
  await noted(recordPartsOf(job.engine), {
    actor: portal,
    event: observed,
    requestId: id,
    detail: { cluster, namespace, uid },
  });
}

async function lastSight(
  audit: Audit,
  requestId: string,
): Promise<{ uid?: string; making: boolean } | undefined> {
  // What was intended is followed by one line that says how it ended.
  const newest = async (event: string, phase: AuditLine['phase']) =>
    (await audit.search({ requestId, event, limit: 2 })).find(
      each => each.phase === phase,
    );
  const [sight, making] = await Promise.all([
    newest(observed, 'noted'),
    newest(created, 'intended'),
  ]);
  if (!sight && !making) return undefined;
  const uid = sight?.detail.uid;
  return {
    ...(typeof uid === 'string' ? { uid } : {}),
    making: (making?.seq ?? 0) > (sight?.seq ?? 0),
  };
}

/** Whether this request has known the namespace with this uid as its own. */
export async function wasOurs(
  audit: Audit,
  requestId: string,
  uid: string,
): Promise<boolean> {
  const sights = await audit.search({ requestId, event: observed, limit: 50 });
  return sights.some(({ detail }) => detail.uid === uid);
}

const ref = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
});

export const getNamespace = ({ provision, row, look }: Job) =>
  provision.get(ref(row.namespace), look);

/** Of secrets and volumes: the namespace that they lie in must be there, and be the one that it was. */
export async function lookAround(job: Job): Promise<Stop | undefined> {
  const found = await getNamespace(job);
  const { namespace } = job.row;
  if (!found) return waits(`the namespace "${namespace}", which is not there`);
  if (found.deletedAt) {
    return waits(`the namespace "${namespace}", which is being deleted`);
  }
  return recogniseNamespace(job, found);
}
