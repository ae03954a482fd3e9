import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  removeFromOwnCluster,
  staysInOwnCluster,
  useOwnCluster,
  type PortalCluster,
} from './cluster/ownCluster.ts';
import { startCluster } from './cluster/startCluster.ts';
import { parseStartOptions, startUsage, type StartOptions } from './options.ts';
import { startGit } from './people/git.ts';
import { orgYaml, people } from './people/people.ts';
import { startSignIn } from './people/signIn.ts';
import { asked, createPlatform } from './platform/create.ts';
import type { Platform } from './platform/platform.ts';
import { createPreparing } from './platform/preparing.ts';
import { buildApp } from './portal/build.ts';
import { writeEmbeddedConfig } from './portal/config.ts';
import { runDevPortal } from './portal/dev.ts';
import { installDocs } from './portal/docs.ts';
import { runPortal } from './portal/run.ts';
import { buildsOf, joinWorker, prepareWorker } from './realWorker.ts';
import { startRollouts } from './rollouts/startRollouts.ts';
import { makeSamples } from './samples/samples.ts';
import { startStorage, withdrawStorage } from './storage/startStorage.ts';
import { embeddedVault, type EmbeddedVault } from './vault/embedded.ts';
import { sweepWorker } from './worker/sweep.ts';

/** `npm start`: the built portal on one port. */
export const start = (args: string[]) =>
  run(args, { preparePages: buildApp, serve: runPortal });

/** `npm run dev`: the same platform, with a portal that follows the sources. */
export const dev = (args: string[]) =>
  run(args, { preparePages: async () => {}, serve: runDevPortal });

/** Only root can have left anything to sweep. */
async function sweepAsRoot(place: Parameters<typeof sweepWorker>[0]) {
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    await sweepWorker(place);
  }
}

interface Serving {
  preparePages(platform: Platform): Promise<void>;
  /** Returns the address to open. */
  serve(platform: Platform, configFile: string): Promise<string>;
}

async function run(args: string[], serving: Serving): Promise<number> {
  const options = parseStartOptions(args);
  if (!options) {
    console.log(startUsage);
    return 0;
  }
  const platform = await createPlatform(options, sweepAsRoot);
  const { supervisor, steps } = platform;
  const began = performance.now();
  try {
    if (options.remove && options.kubeconfig) {
      await removeFromOwnCluster(platform, {
        ...options,
        kubeconfig: options.kubeconfig,
      });
      await supervisor.stop('what was created is removed');
      return 0;
    }
    const { url, kubernetes } = await bringUp(platform, options, serving);
    greet(platform, url, (performance.now() - began) / 1000);
    // The portal answers; what takes minutes the first time goes on behind it.
    void complete(platform, options, kubernetes).catch((error: Error) => {
      if (!supervisor.signal.aborted)
        steps.note(`Not complete: ${error.message}`);
    });
  } catch (error) {
    const stopsAnyway = supervisor.signal.aborted;
    await supervisor.stop('the start failed');
    if (!stopsAnyway) throw error;
  }
  const why = await supervisor.stopped;
  console.log(`\n  Everything has ended: ${why}.`);
  if (options.kubeconfig) console.log(`  ${staysInOwnCluster(options)}`);
  return why === asked ? 0 : 1;
}

async function bringUp(
  platform: Platform,
  options: StartOptions,
  serving: Serving,
) {
  const [kubernetes, signIn, git] = await Promise.all([
    options.kubeconfig
      ? ownKubernetes(platform, options.kubeconfig, options.context)
      : embeddedKubernetes(platform, options),
    startSignIn(platform),
    startGit(platform),
    serving.preparePages(platform),
  ]);
  const configFile = writeEmbeddedConfig(platform, {
    cluster: kubernetes.forPortal,
    signIn,
    git: { host: new URL(git.url).host, ...git },
    builds: kubernetes.worker && buildsOf(platform),
    vault: kubernetes.vault?.forPortal,
    orgFile: writeOrg(platform),
  });
  const url = await serving.serve(platform, configFile);
  return { url, kubernetes };
}

interface Kubernetes {
  forPortal: PortalCluster;
  /** Joins the real worker, where there is going to be one. */
  worker?: () => Promise<void>;
  /** Beside the embedded cluster only: an own cluster has an own Vault. */
  vault?: EmbeddedVault;
  /** Has volumes provided on the real worker, once that has joined; takes their class away where there is none. */
  storage?: () => Promise<void>;
  /** Progressive delivery, beside the embedded cluster only: an own cluster has its own controller or none. */
  rollouts?: () => Promise<void>;
}

async function ownKubernetes(
  platform: Platform,
  kubeconfig: string,
  context?: string,
): Promise<Kubernetes> {
  const forPortal = await useOwnCluster(platform, { kubeconfig, context });
  platform.steps.note(
    'Images are not built for a cluster of your own: configure paddock.builds with a registry that it can pull from.',
  );
  return { forPortal };
}

async function embeddedKubernetes(
  platform: Platform,
  options: StartOptions,
): Promise<Kubernetes> {
  const network = await prepareWorker(platform, options);
  const cluster = await startCluster(platform, {
    simulatedNodes: options.nodes,
    workerAddress: network?.hostAddress,
  });
  return {
    forPortal: {
      title: 'This machine',
      server: cluster.server,
      caFile: cluster.pki.authority('cluster'),
      token: await cluster.portalToken(),
      kubeletCaFile: cluster.pki.authority('kubelet'),
      // The worker's bridge network has no agent for them.
      networkPolicies: 'ignored',
    },
    worker: network && (() => joinWorker(platform, cluster)),
    vault: await embeddedVault(platform, cluster, network?.hostAddress),
    storage: () =>
      network ? startStorage(platform, cluster) : withdrawStorage(cluster),
    rollouts: options.rollouts
      ? () => startRollouts(platform, cluster)
      : undefined,
  };
}

function writeOrg({ state }: Platform): string {
  const folder = join(state, 'catalog');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'org.yaml');
  writeFileSync(file, orgYaml());
  return file;
}

async function complete(
  platform: Platform,
  { empty }: StartOptions,
  { worker, vault, storage, rollouts }: Kubernetes,
): Promise<void> {
  const { track } = createPreparing(platform.state);
  const joined = worker && track('worker', worker());
  const vaultServes = vault && track('vault', vault.bringUp(joined));
  const documented = async () => {
    await joined;
    await installDocs(platform);
  };
  const filled = async () => {
    await track('docs', documented());
    if (worker && !empty) await makeSamples(platform);
  };
  const stored = async () => {
    await joined;
    // One compilation after the other; whether the first one succeeds is not this one's concern.
    await Promise.allSettled([vaultServes]);
    await storage?.();
  };
  const volumes = storage && track('storage', stored());
  const delivered = async () => {
    await Promise.allSettled([volumes]);
    await rollouts?.();
  };
  await Promise.all([
    worker && !empty ? track('samples', filled()) : filled(),
    vaultServes,
    volumes,
    rollouts && track('rollouts', delivered()),
  ]);
  platform.steps.note('Complete.');
}

function greet({ ports }: Platform, url: string, seconds: number): void {
  const names = people
    .map(({ name, role }) => `${name} (${role.toLowerCase()})`)
    .join(', ');
  console.log(`
  Paddock answers at ${url}  (${seconds.toFixed(0)} s)
  Sign in as ${names}.
  Repositories: http://localhost:${
    ports.git
  }   Cluster: npm run kubectl -- get nodes
  Ctrl-C ends everything.
`);
}
