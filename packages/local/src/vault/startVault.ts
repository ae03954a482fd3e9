import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Cluster } from '../cluster/cluster.ts';
import type { Platform } from '../platform/platform.ts';
import { vaultBinary } from './binary.ts';
import { createVaultClient } from './client.ts';
import { vaultPlaces } from './places.ts';
import { tokenReviewer } from './reviewer.ts';
import { operateVault, readKeys } from './seal.ts';
import { startServer, type ServerOptions } from './server.ts';
import { setUp, type TokenReviewer } from './setUp.ts';

export interface RunningVault {
  /** On loopback. */
  address: string;
  /** Absolute paths. */
  caFile: string;
  roleIdFile: string;
  secretIdFile: string;
  rootToken: string;
  /** It stays sealed until `unseal`, or until the process is started again. */
  seal(): Promise<void>;
  unseal(): Promise<void>;
  /** SIGKILL; the process is started again after so many seconds. Resolves when it is unsealed. */
  kill(secondsAway: number): Promise<void>;
}

/** Starts the server and makes it ready for the portal and for the pods of one cluster. Resolves when both can log in. */
export async function startVault(
  platform: Platform,
  options: ServerOptions & { reviewer: TokenReviewer },
): Promise<RunningVault> {
  const { state, supervisor } = platform;
  const places = vaultPlaces(state);
  const server = await startServer(platform, options);
  const { address, caFile } = server;
  const { rootToken } = readKeys(places.keys);
  await mkdir(dirname(places.roleId), { recursive: true, mode: 0o700 });
  await setUp({
    call: await createVaultClient({ address, caFile, token: rootToken }),
    reviewer: options.reviewer,
    places,
    signal: supervisor.signal,
  });
  return {
    address,
    caFile,
    roleIdFile: places.roleId,
    secretIdFile: places.secretId,
    rootToken,
    seal: async () => void (await operateVault(state, 'seal')),
    unseal: async () => void (await operateVault(state, 'unseal')),
    kill: server.bounce,
  };
}

/** The same beside the embedded cluster, whose service accounts can then log in; builds the server when that is missing. */
export async function startVaultBeside(
  platform: Platform,
  cluster: Pick<Cluster, 'api' | 'pki' | 'server'>,
  hostAddress?: string,
): Promise<RunningVault> {
  return startVault(platform, {
    binary: await vaultBinary(platform),
    pki: cluster.pki,
    hostAddress,
    reviewer: await tokenReviewer(cluster),
  });
}
