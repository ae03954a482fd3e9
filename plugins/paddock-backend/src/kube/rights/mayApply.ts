import type { Connection } from '../connection/connection';
import type { Discover } from '../connection/discovery';

const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Whether the cluster's RBAC lets the portal itself apply this object; yes for a kind that is not served. */
export async function mayApply(
  connection: Pick<Connection, 'request'>,
  discover: Discover,
  object: {
    apiVersion: string;
    kind: string;
    metadata: { name: string; namespace?: string };
  },
): Promise<boolean> {
  const { apiVersion, kind, metadata } = object;
  const served = await discover(apiVersion, kind);
  if (!served) return true;
  const resourceAttributes = {
    verb: 'patch',
    group: served.group,
    resource: served.plural,
    ...(served.namespaced && { namespace: metadata.namespace }),
    name: metadata.name,
  };
  const answer = (await connection.request('POST', path, {
    body: { spec: { resourceAttributes } },
  })) as { status?: { allowed?: boolean } };
  return answer.status?.allowed === true;
}
