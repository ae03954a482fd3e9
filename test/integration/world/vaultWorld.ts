import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import {
  clusterAuthMount,
  kvMount,
  kvPrefix,
} from '../../../packages/local/src/vault/policy.ts';
import type { RunningVault } from '../../../packages/local/src/vault/startVault.ts';
import { createSilentLogger, createVault } from './backend.ts';

export type VaultSettings = Parameters<typeof createVault>[0];
export type Vault = ReturnType<typeof createVault>;

/** Every value that is written in these tests begins with it; it is found nowhere but in Vault. */
export const canary = `canary-${randomUUID()}`;

export interface Question {
  token?: string;
  body?: object;
  /** Asks for the answer to be wrapped, e.g. `60s`. */
  wrapFor?: string;
}

interface Answer {
  status: number;
  body: {
    data?: Record<string, unknown>;
    auth?: { client_token: string; accessor: string };
    wrap_info?: { token: string };
    errors?: string[];
  };
}

/** Asks the server itself, past the portal's client. */
export async function askServer(
  { address, caFile }: Pick<RunningVault, 'address' | 'caFile'>,
  method: string,
  path: string,
  { token, body, wrapFor }: Question = {},
): Promise<Answer> {
  const ca = await readFile(caFile);
  const headers = {
    ...(token && { 'x-vault-token': token }),
    ...(wrapFor && { 'x-vault-wrap-ttl': wrapFor }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(`${address}/v1/${path}`, { method, ca, headers });
    asked.once('error', reject);
    asked.once('response', answer => {
      const status = answer.statusCode ?? 0;
      if (status === 204) {
        answer.resume();
        resolve({ status, body: {} });
        return;
      }
      json(answer).then(
        content => resolve({ status, body: content as Answer['body'] }),
        reject,
      );
    });
    asked.end(body && JSON.stringify(body));
  });
}

/** The portal's settings for a server of the embedded platform. */
export const settingsOf = ({
  address,
  caFile,
  roleIdFile,
  secretIdFile,
}: RunningVault): VaultSettings => ({
  address,
  caFile,
  kvMount,
  prefix: kvPrefix,
  authMounts: [clusterAuthMount],
  login: { method: 'appRole', mount: 'approle', roleIdFile, secretIdFile },
});

/** A portal's Vault, with what it logged and alarmed. */
export function openVault(settings: VaultSettings) {
  const logger = createSilentLogger();
  const alarms: string[] = [];
  const alarm = (text: string) => void alarms.push(text);
  const vault = createVault(settings, { logger, alarm });
  return { vault, alarms, logged: logger.lines };
}

/** A token as `TokenRequest` gives it to the pods of a service account; the account is made when it is missing. */
export async function tokenOfAccount(
  { api }: Pick<Cluster, 'api'>,
  { namespace, name }: { namespace: string; name: string },
  audience = 'vault',
): Promise<string> {
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace },
  };
  await api.apply(account);
  const { status } = await api.create(`${await api.pathOf(account)}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: { name, namespace },
    spec: { audiences: [audience], expirationSeconds: 600 },
  });
  return (status as { token: string }).token;
}

/** What a request for a secret brings about in Vault. */
export function effectsFor(name: string, namespace = 'payments') {
  const path = `${kvPrefix}/local/${namespace}/apps/${name}`;
  const policy = `paddock-app.local.${namespace}.${name}`;
  return {
    path,
    owner: { request: '42', team: `group:default/team-${namespace}` },
    policy,
    policyText: [
      '# paddock.internal/request: 42',
      ...['data', 'metadata'].map(
        kind =>
          `path "${kvMount}/${kind}/${path}" {\n  capabilities = ["read"]\n}`,
      ),
      '',
    ].join('\n'),
    role: {
      type: 'role' as const,
      mount: clusterAuthMount,
      name: policy,
      serviceAccount: 'app',
      namespace,
      policies: [policy],
      audience: 'vault',
      ttlSeconds: 600,
    },
  };
}

/** What an operator, or anybody with credentials, does without the portal's client. */
export function pastThePortal(server: () => RunningVault) {
  const asRoot = (method: string, path: string, question: Question = {}) =>
    askServer(server(), method, path, {
      ...question,
      token: server().rootToken,
    });

  /** Logs in past the portal's client; resolves with the token. */
  async function tokenFrom(path: string, body: object): Promise<string> {
    const { status, body: answer } = await askServer(
      server(),
      'POST',
      `auth/${path}/login`,
      { body },
    );
    assert.equal(status, 200, answer.errors?.join());
    return answer.auth!.client_token;
  }

  const asPortal = async () =>
    tokenFrom('approle', {
      role_id: await readFile(server().roleIdFile, 'utf8'),
      secret_id: await readFile(server().secretIdFile, 'utf8'),
    });

  /** Accessors of the tokens that hold now and that come from this login. */
  async function tokensFrom(loginPath: string): Promise<string[]> {
    const { body } = await asRoot('LIST', 'auth/token/accessors');
    const accessors = body.data!.keys as string[];
    const looks = await Promise.all(
      accessors.map(accessor =>
        asRoot('POST', 'auth/token/lookup-accessor', { body: { accessor } }),
      ),
    );
    return looks.flatMap(({ body: { data } }) =>
      data?.path === loginPath ? [String(data.accessor)] : [],
    );
  }

  const revokePortal = async () => {
    for (const accessor of await tokensFrom('auth/approle/login')) {
      const body = { accessor };
      await asRoot('POST', 'auth/token/revoke-accessor', { body });
    }
  };

  return { asRoot, asPortal, revokePortal, tokenFrom, tokensFrom };
}
