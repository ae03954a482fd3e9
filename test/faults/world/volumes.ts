import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';

const driver = 'driver.faults.paddock.internal';

/** A class whose volumes are there at once, by hand, and one whose claims wait for their first pod. */
export const storageClasses = { quick: 'quick', patient: 'patient' } as const;

const classNamed = (name: string, volumeBindingMode: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: driver,
  reclaimPolicy: 'Delete',
  volumeBindingMode,
});

/** Registers a driver on a node, by which its classes count as served. */
export async function offerVolumes({
  api,
}: Pick<Cluster, 'api'>): Promise<void> {
  const name = 'sim-01';
  const objects = [
    classNamed(storageClasses.quick, 'Immediate'),
    classNamed(storageClasses.patient, 'WaitForFirstConsumer'),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: driver },
      spec: {},
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSINode',
      metadata: { name },
      spec: { drivers: [{ name: driver, nodeID: name }] },
    },
  ];
  for (const object of objects) await api.apply(object);
}

/** What a provisioner would make for this claim; it is bound as soon as the claim is there. */
export async function provideVolume(
  { api }: Pick<Cluster, 'api'>,
  claim: { namespace: string; name: string },
): Promise<void> {
  await api.create('/api/v1/persistentvolumes', {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${claim.namespace}-${claim.name}` },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: storageClasses.quick,
      claimRef: claim,
      hostPath: { path: '/nowhere' },
    },
  });
}
