import { isStatus } from '../../kube/connection/errors';
import { apiPath } from '../../kube/connection/paths';
import type { LeaseWire } from '../../kube/objects/storageObjects';
import type { RunningCluster } from '../../kube/watchedCluster';

/** Where the leases of portals are: the namespace of their account; see deploy/terminals.yaml. */
const namespace = 'paddock-system';
/** The label of such a lease. */
export const leaseLabel = 'paddock.internal/terminals';
/** A portal that has not renewed its lease for so long is gone. */
const leaseSeconds = 30;

const leases = apiPath([
  ...['apis', 'coordination.k8s.io', 'v1'],
  ...['namespaces', namespace, 'leases'],
]);

/** Says that this process lives: nobody's act, and so in no record. `now` is in milliseconds. @throws KubeError, Unreachable */
export async function renewLease(
  { write }: Pick<RunningCluster, 'write'>,
  name: string,
  now: number,
) {
  const spec = {
    holderIdentity: name,
    leaseDurationSeconds: leaseSeconds,
    renewTime: new Date(now).toISOString().replace('Z', '000Z'),
  };
  try {
    const patch = { type: 'merge', body: { spec } } as const;
    await write.patch(`${leases}/${name}`, patch);
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    await write.create(leases, {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name, namespace, labels: { [leaseLabel]: 'true' } },
      spec,
    });
  }
}

/** The leases of all portals at this cluster, its own among them. */
export async function readLeases({
  connection,
}: Pick<RunningCluster, 'connection'>): Promise<LeaseWire[]> {
  const query = { labelSelector: leaseLabel };
  const answer = await connection.request('GET', leases, { query });
  return (answer as { items?: LeaseWire[] }).items ?? [];
}

/** Removes a lease, unless it has been renewed since it was read. */
export async function dropLease(
  { write }: Pick<RunningCluster, 'write'>,
  lease: LeaseWire,
) {
  const { name, resourceVersion } = lease.metadata ?? {};
  try {
    await write.delete(`${leases}/${name ?? ''}`, {
      resourceVersion: resourceVersion ?? undefined,
    });
  } catch (error) {
    if (!isStatus(error, 404) && !isStatus(error, 409)) throw error;
  }
}

/**
 * Tells which leases are not renewed any more. Clocks of other machines are not trusted: what counts is how long
 * this process has seen the same time in a lease.
 */
export function createLiveness(now: () => number) {
  const seen = new Map<string, { renewTime: string; at: number }>();
  return {
    isDead({ metadata, spec }: LeaseWire): boolean {
      const name = metadata?.name ?? '';
      const renewTime = spec?.renewTime ?? '';
      const before = seen.get(name);
      if (before?.renewTime === renewTime) {
        return now() - before.at > leaseSeconds * 1_000;
      }
      seen.set(name, { renewTime, at: now() });
      return false;
    },
    /** Forgets all that are not among these. */
    keepOnly(names: ReadonlySet<string>) {
      for (const name of seen.keys()) if (!names.has(name)) seen.delete(name);
    },
  };
}
