import { NotFoundError } from '@backstage/errors';
import type { ObjectTarget } from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import { Unprocessable } from '../../http/unprocessable';
import type {
  ClaimWire,
  SnapshotWire,
} from '../../kube/objects/storageObjects';
import type { Storage } from '../createStorage';
import { claimPath, readVolume, snapshotsPath } from './read';
import { chooseSnapshotClass } from './snapshotClass';

/**
 * Takes a snapshot as the person. The cluster says later whether it is ready.
 *
 * @throws Unprocessable with the reason where none can be taken, KubeError for what the cluster refuses
 */
export async function takeSnapshot(
  { cluster, as }: Actor,
  { namespace, name, snapshot }: ObjectTarget & { snapshot: string },
  storage: Pick<Storage, 'look'>,
): Promise<{ uid: string }> {
  const { connection } = cluster;
  const claim = (await connection.request('GET', claimPath(namespace, name), {
    as,
  })) as ClaimWire;
  const [volume, { snapshotClasses }] = await Promise.all([
    readVolume(connection, claim),
    storage.look(cluster),
  ]);
  const chosen = chooseSnapshotClass(claim, volume, snapshotClasses);
  if (chosen.state === 'none') throw new Unprocessable(chosen.because);
  const wanted = {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshot',
    metadata: { name: snapshot, namespace },
    spec: {
      volumeSnapshotClassName: chosen.name,
      source: { persistentVolumeClaimName: name },
    },
  };
  const made = (await cluster.write.create(snapshotsPath(namespace), wanted, {
    as,
  })) as SnapshotWire;
  return { uid: made.metadata?.uid ?? '' };
}

/**
 * Deletes exactly this snapshot of this claim, as the person.
 *
 * @throws NotFoundError for a snapshot of another claim, KubeError for what the cluster refuses
 */
export async function removeSnapshot(
  { cluster: { connection, write }, as }: Actor,
  { namespace, name, snapshot }: ObjectTarget & { snapshot: string },
): Promise<void> {
  const path = `${snapshotsPath(namespace)}/${snapshot}`;
  const found = (await connection.request('GET', path, {
    as,
  })) as SnapshotWire;
  if (found.spec?.source?.persistentVolumeClaimName !== name) {
    throw new NotFoundError(
      `There is no snapshot "${snapshot}" of the claim "${name}"`,
    );
  }
  await write.delete(path, { uid: found.metadata?.uid }, { as });
}
