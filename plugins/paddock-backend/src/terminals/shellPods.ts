import { KubeError } from '../kube/connection/errors';
import { apiPath } from '../kube/connection/paths';
import type { RunningCluster } from '../kube/watchedCluster';

/** On every pod that is there for one terminal: the name of the portal's process that holds it. */
export const shellLabel = 'paddock.internal/shell';

export const podsPath = (namespace: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'pods']);

export const podPath = (namespace: string, name: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'pods', name]);

/**
 * Removes a shell's pod as the portal: its person may have lost every right by then. An admission policy lets the
 * portal remove no other pods. That it is gone already, or another one by now, is fine.
 */
export async function removePod(
  { connection }: RunningCluster,
  pod: { namespace: string; name: string; uid?: string },
  query: Record<string, string> = {},
): Promise<void> {
  const { namespace, name, uid } = pod;
  try {
    await connection.request('DELETE', podPath(namespace, name), {
      body: uid ? { preconditions: { uid } } : {},
      query,
    });
  } catch (error) {
    if (!(error instanceof KubeError) || ![404, 409].includes(error.status))
      throw error;
  }
}
