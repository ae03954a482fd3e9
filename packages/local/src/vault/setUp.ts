import { chmod, readFile, writeFile } from 'node:fs/promises';
import { waitFor } from '../platform/wait.ts';
import { VaultError, type VaultClient } from './client.ts';
import type { VaultPlaces } from './places.ts';
import {
  clusterAuthMount,
  kvMount,
  policyText,
  portalPolicyName,
  portalRules,
} from './policy.ts';

/** The API server that the Kubernetes auth method asks about the tokens of service accounts. */
export interface TokenReviewer {
  /** As the Vault server reaches it. */
  server: string;
  /** PEM. */
  ca: string;
  /** Of a service account with `system:auth-delegator`. */
  token: string;
}

export interface SetUpOptions {
  /** As root. */
  call: VaultClient;
  reviewer: TokenReviewer;
  places: Pick<VaultPlaces, 'roleId' | 'secretId'>;
  signal: AbortSignal;
}

const portalRole = 'auth/approle/role/paddock-portal';

/** Makes the mounts, the portal's policy and its login as they should be. The same at every start, whatever was changed. */
export async function setUp(options: SetUpOptions): Promise<void> {
  const { call, reviewer } = options;
  await mountKv(options);
  await enableAuth(call, clusterAuthMount, 'kubernetes');
  await call('POST', `auth/${clusterAuthMount}/config`, {
    kubernetes_host: reviewer.server,
    kubernetes_ca_cert: reviewer.ca,
    token_reviewer_jwt: reviewer.token,
    // It does not run in a pod whose own token it could show.
    disable_local_ca_jwt: true,
  });
  await call('PUT', `sys/policies/acl/${portalPolicyName}`, {
    policy: policyText(portalRules),
  });
  await letPortalIn(options);
}

async function mountKv({ call, signal }: SetUpOptions): Promise<void> {
  const { data } = await call<{ data: object }>('GET', 'sys/mounts');
  if (!(`${kvMount}/` in data)) {
    await call('POST', `sys/mounts/${kvMount}`, {
      type: 'kv',
      options: { version: '2' },
    });
  }
  await waitFor(
    {
      what: 'The KV version 2 mount',
      seconds: 30,
      signal,
      whatToDo: 'The log of the Vault server says why.',
    },
    // A new mount is made ready behind the answer, and refuses everything meanwhile.
    async () => Boolean(await call('GET', `${kvMount}/config`)),
  );
}

async function enableAuth(call: VaultClient, mount: string, type: string) {
  const { data } = await call<{ data: object }>('GET', 'sys/auth');
  if (!(`${mount}/` in data)) await call('POST', `sys/auth/${mount}`, { type });
}

/** Role id and secret id are kept, so that a portal that is running goes on with what it has read. */
async function letPortalIn({ call, places }: SetUpOptions): Promise<void> {
  await enableAuth(call, 'approle', 'approle');
  await call('POST', portalRole, {
    token_policies: [portalPolicyName],
    token_no_default_policy: true,
    token_ttl: '1h',
    token_max_ttl: '24h',
  });
  const role = await call<{ data: { role_id: string } }>(
    'GET',
    `${portalRole}/role-id`,
  );
  await writePrivate(places.roleId, role.data.role_id);
  if (await isKnown(call, places.secretId)) return;
  const made = await call<{ data: { secret_id: string } }>(
    'POST',
    `${portalRole}/secret-id`,
    {},
  );
  await writePrivate(places.secretId, made.data.secret_id);
}

async function isKnown(call: VaultClient, file: string): Promise<boolean> {
  const secretId = await readFile(file, 'utf8').catch(() => '');
  if (!secretId) return false;
  try {
    // For one that it does not know, the answer has no content.
    const { data } = await call<{ data?: object }>(
      'POST',
      `${portalRole}/secret-id/lookup`,
      { secret_id: secretId },
    );
    return data !== undefined;
  } catch (error) {
    if (error instanceof VaultError && error.status < 500) return false;
    throw error;
  }
}

async function writePrivate(file: string, content: string): Promise<void> {
  await writeFile(file, content, { mode: 0o600 });
  // The mode above is for a new file only.
  await chmod(file, 0o600);
}
