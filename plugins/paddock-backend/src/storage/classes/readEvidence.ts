import type { Connection } from '../../kube/connection/connection';
import { KubeError } from '../../kube/connection/errors';
import { apiPath } from '../../kube/connection/paths';
import { readList } from '../../kube/connection/readList';
import type {
  CsiDriverWire,
  CsiNodeWire,
  LeaseWire,
  SnapshotClassWire,
  StorageClassWire,
} from '../../kube/objects/storageObjects';

/** What a cluster said, or why it did not. */
export type Told<Value> =
  | { state: 'told'; value: Value }
  | { state: 'not-served' }
  | { state: 'refused'; because: string };

/** Everything that shows which classes there are and whether something serves them. */
export interface StorageEvidence {
  classes: StorageClassWire[];
  drivers: Told<CsiDriverWire[]>;
  nodes: Told<CsiNodeWire[]>;
  leases: Told<LeaseWire[]>;
  snapshotClasses: Told<SnapshotClassWire[]>;
}

const TIMEOUT_MS = 10_000;

const storage = (plural: string) =>
  apiPath(['apis', 'storage.k8s.io', 'v1', plural]);

/**
 * Reads it as the portal. Only the classes themselves must be readable.
 *
 * @throws KubeError, Unreachable, Misconfigured
 */
export async function readEvidence(
  connection: Pick<Connection, 'request'>,
): Promise<StorageEvidence> {
  const list = <Item>(path: string, query = {}) =>
    readList<Item>(connection, path, { query, timeoutMs: TIMEOUT_MS });
  const [classes, drivers, nodes, leases, snapshotClasses] = await Promise.all([
    list<StorageClassWire>(storage('storageclasses')),
    told(list<CsiDriverWire>(storage('csidrivers'))),
    told(list<CsiNodeWire>(storage('csinodes'))),
    told(
      list<LeaseWire>(
        apiPath(['apis', 'coordination.k8s.io', 'v1', 'leases']),
        {
          // One for each node, which says nothing of storage.
          fieldSelector: 'metadata.namespace!=kube-node-lease',
        },
      ),
    ),
    told(
      list<SnapshotClassWire>(
        apiPath([
          'apis',
          'snapshot.storage.k8s.io',
          'v1',
          'volumesnapshotclasses',
        ]),
      ),
    ),
  ]);
  return { classes, drivers, nodes, leases, snapshotClasses };
}

async function told<Value>(reading: Promise<Value>): Promise<Told<Value>> {
  try {
    return { state: 'told', value: await reading };
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) {
      return { state: 'not-served' };
    }
    const because = error instanceof Error ? error.message : String(error);
    return { state: 'refused', because };
  }
}
