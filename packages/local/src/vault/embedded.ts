import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Cluster } from '../cluster/cluster.ts';
import type { Platform } from '../platform/platform.ts';
import type { Steps } from '../platform/steps.ts';
import { hostName } from '../worker/dns.ts';
import { agentImageReference, prepareAgentImage } from './agentImage.ts';
import { vaultBinary } from './binary.ts';
import { vaultPlaces } from './places.ts';
import { clusterAuthMount, kvMount, kvPrefix } from './policy.ts';
import { startVaultBeside } from './startVault.ts';

/** The `paddock.vault` section of the portal's configuration: all paths absolute. */
export type VaultForPortal = Awaited<ReturnType<typeof forPortal>>;

export interface EmbeddedVault {
  forPortal: VaultForPortal;
  /**
   * Builds and starts the server, which takes minutes the first time on a machine. `registryServes` resolves when a
   * worker's registry can take the agent's image; undefined where there is no worker.
   */
  bringUp(registryServes: Promise<void> | undefined): Promise<void>;
}

/** The Vault-compatible server beside the embedded cluster. `hostAddress` is where a worker's pods reach this machine. */
export async function embeddedVault(
  platform: Platform,
  cluster: Cluster,
  hostAddress: string | undefined,
): Promise<EmbeddedVault> {
  const tell = startingNote(platform.state);
  tell('it starts after the portal');
  return {
    forPortal: await forPortal(platform, cluster, hostAddress),
    async bringUp(registryServes) {
      await serve(platform, { cluster, hostAddress, tell }).catch(
        (error: Error) => {
          tell(`not started: ${error.message.split('\n')[0]}`);
          throw error;
        },
      );
      if (!registryServes) return;
      await registryServes;
      await prepareAgentImage(platform);
    },
  };
}

interface Serving {
  cluster: Cluster;
  hostAddress: string | undefined;
  tell: (line: string) => void;
}

async function serve(
  platform: Platform,
  { cluster, hostAddress, tell }: Serving,
): Promise<void> {
  const steps = overheard(platform.steps, line => tell(`building: ${line}`));
  await vaultBinary({ ...platform, steps });
  tell('starting');
  await platform.steps.run('the Vault server (OpenBao)', () =>
    startVaultBeside(platform, cluster, hostAddress),
  );
  rmSync(vaultPlaces(platform.state).starting, { force: true });
}

/** One line in a file that the portal reads while nobody answers it. */
function startingNote(state: string): (line: string) => void {
  const { folder, starting } = vaultPlaces(state);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return line => writeFileSync(starting, `${line}\n`);
}

/** The same steps, whose progress somebody else hears too. */
const overheard = (steps: Steps, hear: (line: string) => void): Steps => ({
  ...steps,
  run: (title, work) =>
    steps.run(title, say => {
      hear('just begun');
      return work(line => {
        say(line);
        hear(line);
      });
    }),
});

async function forPortal(
  platform: Platform,
  { pki }: Pick<Cluster, 'pki'>,
  hostAddress: string | undefined,
) {
  const port = platform.ports.vault;
  const places = vaultPlaces(platform.state);
  const address = `https://127.0.0.1:${port}`;
  return {
    address,
    caFile: pki.authority('vault'),
    kvMount,
    prefix: kvPrefix,
    startingFile: places.starting,
    login: {
      method: 'appRole',
      mount: 'approle',
      roleIdFile: places.roleId,
      secretIdFile: places.secretId,
    },
    clusters: [
      {
        name: 'local',
        authMount: clusterAuthMount,
        // What pods use; simulated ones call nobody.
        address: hostAddress ? `https://${hostName}:${port}` : address,
        delivery: 'agent',
        ...(hostAddress && {
          egress: { cidrs: [`${hostAddress}/32`] },
          agentImage: await agentImageReference(platform),
        }),
      },
    ],
  };
}
