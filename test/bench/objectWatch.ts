import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { Cluster } from '../../packages/local/src/cluster/cluster.ts';
import { adminIdentity } from '../../packages/local/src/cluster/identities.ts';

/** As far as it is needed to know an object again. */
export interface Named {
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** Bare watches, one a kind, that know of neither the portal nor kubectl. */
export interface ObjectWatch {
  /** Resolves with when the last of these was seen first, by `performance.now()`. */
  allSeen(objects: readonly Named[]): Promise<number>;
  close(): void;
}

const kinds = {
  Namespace: '/api/v1/namespaces',
  LimitRange: '/api/v1/limitranges',
  ResourceQuota: '/api/v1/resourcequotas',
  ServiceAccount: '/api/v1/serviceaccounts',
  ConfigMap: '/api/v1/configmaps',
  NetworkPolicy: '/apis/networking.k8s.io/v1/networkpolicies',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/rolebindings',
} as const;

const keyOf = ({ kind, metadata }: Named) =>
  `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** Watches everything that a namespace of the portal holds, in the whole cluster, as the administrator. */
export async function watchObjects(
  cluster: Pick<Cluster, 'server' | 'pki'>,
): Promise<ObjectWatch> {
  const { certificate, key } = cluster.pki.files(adminIdentity.name);
  const identity = {
    ca: await readFile(cluster.pki.authority('cluster')),
    cert: await readFile(certificate),
    key: await readFile(key),
  };
  const seen = new Map<string, number>();
  let look = () => {};
  const watches = Object.entries(kinds).map(([kind, path]) => {
    const asked = request(
      `${cluster.server}${path}?watch=1`,
      identity,
      answer => {
        // Closing it ends the answer midway, which both report as a failure.
        const lines = createInterface({ input: answer }).on('error', () => {});
        lines.on('line', line => {
          const { object } = JSON.parse(line) as { object: Named };
          const name = keyOf({ kind, metadata: object.metadata });
          if (!seen.has(name)) seen.set(name, performance.now());
          look();
        });
      },
    );
    asked.on('error', () => {});
    asked.end();
    return asked;
  });
  return {
    close: () => watches.forEach(each => each.destroy()),
    allSeen: objects =>
      new Promise(resolve => {
        const keys = objects.map(keyOf);
        look = () => {
          const at = keys.flatMap(each => seen.get(each) ?? []);
          if (at.length === keys.length) resolve(Math.max(...at));
        };
        look();
      }),
  };
}
