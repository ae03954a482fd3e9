import { readFile } from 'node:fs/promises';
import type { Cluster } from '../cluster/cluster.ts';
import type { TokenReviewer } from './setUp.ts';

const account = {
  name: 'vault-token-reviewer',
  namespace: 'paddock-system',
} as const;

const accountPath = `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}`;

const oneYear = 365 * 24 * 3600;

/** As whom the Vault server asks the cluster whose a token is. The token is made anew at every start and kept nowhere in the cluster. */
export async function tokenReviewer({
  api,
  pki,
  server,
}: Pick<Cluster, 'api' | 'pki' | 'server'>): Promise<TokenReviewer> {
  await api.apply({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: account,
  });
  await api.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: `paddock:${account.name}` },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'system:auth-delegator',
    },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  });
  const { status } = await api.create(`${accountPath}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: account,
    spec: { expirationSeconds: oneYear },
  });
  return {
    server,
    ca: await readFile(pki.authority('cluster'), 'utf8'),
    token: (status as { token: string }).token,
  };
}
