import {
  createVaultClient,
  VaultError,
} from '../../../packages/local/src/vault/client.ts';
import {
  clusterAuthMount,
  kvMount,
  kvPrefix,
} from '../../../packages/local/src/vault/policy.ts';
import type { RunningVault } from '../../../packages/local/src/vault/startVault.ts';

/** What a request can have in Vault, and whose it says that it is. */
export interface VaultPicture {
  policies: Array<{ name: string; requestId: string | undefined }>;
  roles: string[];
  paths: Array<{ path: string; requestId: string | undefined }>;
}

/** As root, with an own client. */
export async function vaultPicture({
  address,
  caFile,
  rootToken,
}: RunningVault): Promise<VaultPicture> {
  const call = await createVaultClient({ address, caFile, token: rootToken });
  const list = async (path: string): Promise<string[]> => {
    try {
      const answer = await call<{ data?: { keys?: string[] } }>('LIST', path);
      return answer.data?.keys ?? [];
    } catch (error) {
      if (error instanceof VaultError && error.status === 404) return [];
      throw error;
    }
  };

  async function pathsBelow(folder: string): Promise<string[]> {
    const names = await list(`${kvMount}/metadata/${folder}`);
    const nested = await Promise.all(
      names.map(name =>
        name.endsWith('/')
          ? pathsBelow(`${folder}/${name.slice(0, -1)}`)
          : [`${folder}/${name}`],
      ),
    );
    return nested.flat();
  }

  const policies = (await list('sys/policies/acl')).filter(name =>
    name.startsWith('paddock-'),
  );
  return {
    policies: await Promise.all(
      policies.map(async name => {
        const { data } = await call<{ data: { policy: string } }>(
          'GET',
          `sys/policies/acl/${name}`,
        );
        const mark = /^# paddock\.internal\/request: (\S+)/.exec(data.policy);
        return { name, requestId: mark?.[1] };
      }),
    ),
    roles: await list(`auth/${clusterAuthMount}/role`),
    paths: await Promise.all(
      (
        await pathsBelow(kvPrefix)
      ).map(async path => {
        const { data } = await call<{
          data: { custom_metadata: Record<string, string> | null };
        }>('GET', `${kvMount}/metadata/${path}`);
        return { path, requestId: data.custom_metadata?.request };
      }),
    ),
  };
}
