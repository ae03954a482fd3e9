import type { Actor } from '../../access/act';
import type { Connection } from '../../kube/connection/connection';
import { KubeError } from '../../kube/connection/errors';
import { unlessHidden } from '../../kube/connection/hidden';
import type { EventObject, PodObject } from '../../kube/objects/objects';
import { apiPath } from '../../kube/connection/paths';
import { readList } from '../../kube/connection/readList';
import type {
  ClaimWire,
  SnapshotWire,
  VolumeWire,
} from '../../kube/objects/storageObjects';

/** What a person may see of the volumes of a namespace. Undefined is what they may not. */
export interface SeenVolumes {
  claims: ClaimWire[];
  pods?: PodObject[];
  snapshots?: SnapshotWire[];
  /** By the uid of their claim. */
  volumes: Map<string, VolumeWire>;
  /** About claims that have no volume yet, by the uid of the claim. */
  events?: Map<string, EventObject[]>;
}

const inCore = (namespace: string, plural: string) =>
  apiPath(['api', 'v1', 'namespaces', namespace, plural]);

export const snapshotsPath = (namespace: string) =>
  apiPath([
    'apis',
    'snapshot.storage.k8s.io',
    'v1',
    'namespaces',
    namespace,
    'volumesnapshots',
  ]);

export const claimPath = (namespace: string, name: string) =>
  apiPath([
    'api',
    'v1',
    'namespaces',
    namespace,
    'persistentvolumeclaims',
    name,
  ]);

/**
 * Reads claims, pods and snapshots as the person, and the volumes behind those claims as the portal: volumes belong to
 * the whole cluster, and who may see a claim may know where its data lies.
 *
 * @throws KubeError where the person may not list claims
 */
export async function readVolumes(
  { cluster: { connection }, as }: Actor,
  namespace: string,
): Promise<SeenVolumes> {
  const [claims, pods, snapshots] = await Promise.all([
    readList<ClaimWire>(
      connection,
      inCore(namespace, 'persistentvolumeclaims'),
      { as },
    ),
    unlessHidden(
      readList<PodObject>(connection, inCore(namespace, 'pods'), { as }),
    ),
    unlessHidden(
      readList<SnapshotWire>(connection, snapshotsPath(namespace), { as }),
    ),
  ]);
  const isPending = claims.some(({ status }) => status?.phase === 'Pending');
  const [volumes, events] = await Promise.all([
    readBound(connection, claims),
    isPending
      ? unlessHidden(
          readList<EventObject>(connection, inCore(namespace, 'events'), {
            as,
            query: {
              fieldSelector: 'involvedObject.kind=PersistentVolumeClaim',
            },
          }),
        )
      : [],
  ]);
  return {
    claims,
    ...(pods && { pods }),
    ...(snapshots && { snapshots }),
    volumes,
    ...(events && { events: byClaim(events) }),
  };
}

function byClaim(events: EventObject[]): Map<string, EventObject[]> {
  const found = new Map<string, EventObject[]>();
  for (const event of events) {
    const uid = event.involvedObject?.uid ?? '';
    found.set(uid, [...(found.get(uid) ?? []), event]);
  }
  return found;
}

/** Volumes that are read one by one; of more than that where their data lies stays untold. */
const mostVolumes = 200;
const batch = 16;

async function readBound(
  connection: Connection,
  claims: ClaimWire[],
): Promise<Map<string, VolumeWire>> {
  const found = new Map<string, VolumeWire>();
  const bound = claims
    .filter(({ spec }) => spec?.volumeName)
    .slice(0, mostVolumes);
  for (let at = 0; at < bound.length; at += batch) {
    const some = bound.slice(at, at + batch);
    const volumes = await Promise.all(
      some.map(claim => readVolume(connection, claim)),
    );
    for (const [index, volume] of volumes.entries()) {
      const uid = some[index]?.metadata?.uid;
      if (uid && volume) found.set(uid, volume);
    }
  }
  return found;
}

/** Undefined for a volume that is gone, cannot be read, or is another claim's. */
export async function readVolume(
  connection: Pick<Connection, 'request'>,
  claim: ClaimWire,
): Promise<VolumeWire | undefined> {
  const name = claim.spec?.volumeName;
  if (!name) return undefined;
  try {
    const path = apiPath(['api', 'v1', 'persistentvolumes', name]);
    const volume = (await connection.request('GET', path)) as VolumeWire;
    // Anybody can write any volume's name into a claim: only the volume itself says whose it is.
    return volume.spec?.claimRef?.uid === claim.metadata?.uid
      ? volume
      : undefined;
  } catch (error) {
    if (error instanceof KubeError) return undefined;
    throw error;
  }
}
