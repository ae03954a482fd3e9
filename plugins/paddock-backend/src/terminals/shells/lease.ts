import { KubeError } from '../../kube/connection/errors';
import { apiPath } from '../../kube/connection/paths';
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

export interface LeaseObject {
  metadata?: { name?: string; resourceVersion?: string } | null;
  spec?: { renewTime?: string | null } | null;
}

type At = Pick<RunningCluster, 'connection'>;

/** Says that this process lives. `now` is in milliseconds. @throws KubeError, Unreachable */
export async function renewLease(
  { connection }: At,
  name: string,
  now: number,
) {
  const spec = {
    holderIdentity: name,
    leaseDurationSeconds: leaseSeconds,
    renewTime: new Date(now).toISOString().replace('Z', '000Z'),
  };
  try {
    await connection.request('PATCH', `${leases}/${name}`, {
      headers: { contentType: 'application/merge-patch+json' },
      body: { spec },
    });
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 404) throw error;
    await connection.request('POST', leases, {
      body: {
        apiVersion: 'coordination.k8s.io/v1',
        kind: 'Lease',
        metadata: { name, namespace, labels: { [leaseLabel]: 'true' } },
        spec,
      },
    });
  }
}

/** The leases of all portals at this cluster, its own among them. */
export async function readLeases({ connection }: At): Promise<LeaseObject[]> {
  const query = { labelSelector: leaseLabel };
  const answer = await connection.request('GET', leases, { query });
  return (answer as { items?: LeaseObject[] }).items ?? [];
}

/** Removes a lease, unless it has been renewed since it was read. */
export async function dropLease({ connection }: At, lease: LeaseObject) {
  const { name = '', resourceVersion } = lease.metadata ?? {};
  try {
    await connection.request('DELETE', `${leases}/${name}`, {
      body: resourceVersion ? { preconditions: { resourceVersion } } : {},
    });
  } catch (error) {
    if (!(error instanceof KubeError) || ![404, 409].includes(error.status))
      throw error;
  }
}

/**
 * Tells which leases are not renewed any more. Clocks of other machines are not trusted: what counts is how long
 * this process has seen the same time in a lease.
 */
export function createLiveness(now: () => number) {
  const seen = new Map<string, { renewTime: string; at: number }>();
  return {
    isDead({ metadata, spec }: LeaseObject): boolean {
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
