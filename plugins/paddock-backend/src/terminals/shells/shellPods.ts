import type { WriteOptions } from '../../kube/write/write';
import { isStatus } from '../../kube/connection/errors';
import { apiPath } from '../../kube/connection/paths';
import type { RunningCluster } from '../../kube/watchedCluster';

/** On every pod that is there for one terminal: the name of the portal's process that holds it. */
export const shellLabel = 'paddock.internal/shell';

export const podsPath = (namespace: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'pods']);

export const podPath = (namespace: string, name: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, 'pods', name]);

/** Where debug containers are put into a pod. */
export const debugPath = (namespace: string, name: string) =>
  `${podPath(namespace, name)}/ephemeralcontainers`;

/**
 * Removes a shell's pod as the portal: its person may have lost every right by then. An admission policy lets the
 * portal remove no other pods. That it is gone already, or another one by now, is fine.
 */
export async function removePod(
  { write }: Pick<RunningCluster, 'write'>,
  pod: { namespace: string; name: string; uid?: string },
  options: Pick<WriteOptions, 'dryRun'> = {},
): Promise<void> {
  const { namespace, name, uid } = pod;
  try {
    await write.delete(podPath(namespace, name), { uid }, options);
  } catch (error) {
    if (!isStatus(error, 404) && !isStatus(error, 409)) throw error;
  }
}
