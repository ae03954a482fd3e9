import type { RunningCluster } from '../../kube/watchedCluster';

/** What runs and is kept in a namespace, whoever made it. @throws what the cluster fails with */
export async function livingIn(
  { provision, cache }: Pick<RunningCluster, 'provision' | 'cache'>,
  namespace: string,
): Promise<{ pods: number; claims: number }> {
  const kind = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
  const where = { namespace, labelSelector: '' };
  const claims = await provision.list(kind, where);
  return {
    pods: [...cache('Pod').inNamespace(namespace)].length,
    claims: claims?.length ?? 0,
  };
}
