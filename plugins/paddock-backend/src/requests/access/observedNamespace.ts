import { noted, portal, type RecordParts } from '../../audit/recorded';
import type { AuditLine, AuditTrail } from '../../audit/trail';

const observed = 'namespace-observed';
const created = 'create-namespace';

/**
 * Which namespace a request has last known as its own, by its uid. It is kept in the audit table: a namespace that was
 * deleted and made anew has another uid, whatever its name and labels say.
 */
export async function lastSight(
  audit: Pick<AuditTrail, 'search'>,
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
  audit: Pick<AuditTrail, 'search'>,
  requestId: string,
  uid: string,
): Promise<boolean> {
  const sights = await audit.search({ requestId, event: observed, limit: 50 });
  return sights.some(({ detail }) => detail.uid === uid);
}

/** From now on, the request knows this namespace and no other. */
export const noteSight = (
  parts: RecordParts,
  {
    id: requestId,
    cluster,
    namespace,
  }: { id: string; cluster: string; namespace: string },
  uid: string,
): Promise<void> =>
  noted(parts, {
    actor: portal,
    event: observed,
    requestId,
    detail: { cluster, namespace, uid },
  });
