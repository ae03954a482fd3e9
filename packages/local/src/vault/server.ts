import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Leaf, Pki } from '../platform/pki.ts';
import type { Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { hostName } from '../worker/dns.ts';
import { createVaultClient, type VaultClient } from './client.ts';
import { vaultPlaces } from './places.ts';
import { initialise, sealStatus, unseal } from './seal.ts';

const partName = 'vault';

export interface ServerOptions {
  binary: string;
  pki: Pki;
  /** The host's address on the link to a worker's network, where pods reach the server too; the link must be up. */
  hostAddress?: string;
}

export interface VaultServer {
  /** On loopback. */
  address: string;
  caFile: string;
  /** Kills the process and starts it again after so many seconds; resolves when it is unsealed. */
  bounce(secondsAway: number): Promise<void>;
}

/** Starts the server, initialises it once in the life of the state folder, and unseals it after every start of the process. */
export async function startServer(
  platform: Platform,
  { binary, pki, hostAddress }: ServerOptions,
): Promise<VaultServer> {
  const { state, supervisor, steps } = platform;
  const places = vaultPlaces(state);
  await pki.issue([serverLeaf(hostAddress)]);
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  const config = serverConfig(platform, pki, hostAddress);
  writeFileSync(places.config, JSON.stringify(config, undefined, 2));

  const address = config.api_addr;
  const caFile = pki.authority('vault');
  const call = await createVaultClient({ address, caFile });
  let opened = Promise.resolve();
  supervisor.start({
    name: partName,
    command: 'setpriv',
    args: [
      ...['--pdeathsig', 'TERM', '--', binary],
      ...['server', '-config', places.config],
    ],
    onStart: () => {
      opened = open(platform, call);
      // Whoever waits for it hears of it too; after a bounce nobody may.
      opened.catch((error: Error) => {
        if (!supervisor.signal.aborted) steps.note(error.message);
      });
    },
  });
  await opened;
  return {
    address,
    caFile,
    async bounce(secondsAway) {
      await supervisor.bounce(partName, secondsAway);
      await opened;
    },
  };
}

async function open(platform: Platform, call: VaultClient): Promise<void> {
  const { state, supervisor } = platform;
  const { keys } = vaultPlaces(state);
  await waitFor(
    {
      what: 'The Vault server',
      seconds: 60,
      signal: supervisor.signal,
      whatToDo: `Its log, ${join(state, 'logs', `${partName}.log`)}, says why.`,
    },
    async () => Boolean(await sealStatus(call)),
  );
  await initialise(call, keys);
  await unseal(call, keys, supervisor.signal);
}

/** What it is called by: this machine by its own programs, the host's name and address by pods. */
const serverLeaf = (hostAddress: string | undefined): Leaf => ({
  name: partName,
  authority: 'vault',
  commonName: partName,
  dnsNames: ['localhost', hostName],
  ipAddresses: ['127.0.0.1', ...(hostAddress ? [hostAddress] : [])],
  usages: ['server'],
});

/** What the server reads; exported for its test. */
export function serverConfig(
  { state, ports }: Pick<Platform, 'state' | 'ports'>,
  pki: Pick<Pki, 'files'>,
  hostAddress: string | undefined,
) {
  const { certificate, key } = pki.files(partName);
  const places = vaultPlaces(state);
  const listener = (host: string) => ({
    tcp: {
      address: `${host}:${ports.vault}`,
      cluster_address: `${host}:${ports.vaultCluster}`,
      tls_cert_file: certificate,
      tls_key_file: key,
      tls_min_version: 'tls12',
    },
  });
  const storage = {
    path: places.data,
    node_id: partName,
    // Alone, it need not wait for others before it leads.
    performance_multiplier: '1',
  };
  return {
    storage: { raft: storage },
    listener: ['127.0.0.1', ...(hostAddress ? [hostAddress] : [])].map(
      listener,
    ),
    api_addr: `https://127.0.0.1:${ports.vault}`,
    cluster_addr: `https://127.0.0.1:${ports.vaultCluster}`,
    // Values and tokens in it are HMACs.
    audit: [
      {
        type: 'file',
        path: 'file',
        options: { file_path: places.auditLog, mode: '0600' },
      },
    ],
    ui: false,
    log_level: 'info',
  };
}
