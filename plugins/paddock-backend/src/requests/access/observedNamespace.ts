import { noted, portal, type RecordParts } from '../../audit/recorded';
import type { AuditLine, AuditTrail } from '../../audit/trail';

const observed = 'namespace-observed';
const created = 'create-namespace';

/**
 * Which namespace a request has last known as its own, by its uid. It is kept in the audit table: a namespace that was
 * deleted and made anew has another uid, whatever its name and labels say.
 */
export async function lastObserved(
  audit: Pick<AuditTrail, 'search'>,
  requestId: string,
): Promise<{ uid?: string; making: boolean } | undefined> {
  // What was intended is followed by one line that says how it ended.
  const newest = async (event: string, phase: AuditLine['phase']) =>
    (await audit.search({ requestId, event, limit: 2 })).find(
      each => each.phase === phase,
    );
  const [observation, making] = await Promise.all([
    newest(observed, 'noted'),
    newest(created, 'intended'),
  ]);
  if (!observation && !making) return undefined;
  const uid = observation?.detail.uid;
  return {
    ...(typeof uid === 'string' ? { uid } : {}),
    making: (making?.seq ?? 0) > (observation?.seq ?? 0),
  };
}

/** Whether this request has known the namespace with this uid as its own. */
export async function wasObserved(
  audit: Pick<AuditTrail, 'search'>,
  requestId: string,
  uid: string,
): Promise<boolean> {
  const observations = await audit.search({
    requestId,
    event: observed,
    limit: 50,
  });
  return observations.some(({ detail }) => detail.uid === uid);
}

/** From now on, the request knows this namespace and no other. */
export const noteObserved = (
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
