import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './cluster/cluster.ts';
import { startCluster } from './cluster/startCluster.ts';
import { parseStartOptions, type StartOptions } from './options.ts';
import { startGit } from './people/git.ts';
import { orgYaml, people } from './people/people.ts';
import { startSignIn } from './people/signIn.ts';
import { asked, createPlatform } from './platform/create.ts';
import type { Platform } from './platform/platform.ts';
import { buildApp } from './portal/build.ts';
import { writeEmbeddedConfig } from './portal/config.ts';
import { runDevPortal } from './portal/dev.ts';
import { installDocs } from './portal/docs.ts';
import { runPortal } from './portal/run.ts';
import { buildsOf, joinWorker, prepareWorker } from './realWorker.ts';
import { makeSamples } from './samples/samples.ts';
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
  const platform = await createPlatform(options, sweepAsRoot);
  const { supervisor, steps } = platform;
  const began = performance.now();
  try {
    const { url, ...up } = await bringUp(platform, options, serving);
    greet(platform, url, (performance.now() - began) / 1000);
    // The portal answers; what takes minutes the first time goes on behind it.
    void complete(platform, { options, ...up }).catch((error: Error) => {
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
  return why === asked ? 0 : 1;
}

async function bringUp(
  platform: Platform,
  options: StartOptions,
  serving: Serving,
) {
  const worker = await prepareWorker(platform, options);
  const [cluster, signIn, git] = await Promise.all([
    startCluster(platform, {
      simulatedNodes: options.nodes,
      workerAddress: worker?.hostAddress,
    }),
    startSignIn(platform),
    startGit(platform),
    serving.preparePages(platform),
  ]);
  const configFile = writeEmbeddedConfig(platform, {
    cluster: {
      title: 'This machine',
      url: cluster.server,
      caFile: cluster.pki.authority('cluster'),
      token: await cluster.portalToken(),
    },
    signIn,
    git: { host: new URL(git.url).host, ...git },
    builds: worker && buildsOf(platform),
    orgFile: writeOrg(platform),
  });
  const url = await serving.serve(platform, configFile);
  return { url, cluster, hasWorker: worker !== undefined };
}

function writeOrg({ state }: Platform): string {
  const folder = join(state, 'catalog');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'org.yaml');
  writeFileSync(file, orgYaml());
  return file;
}

interface Up {
  options: StartOptions;
  cluster: Cluster;
  hasWorker: boolean;
}

async function complete(
  platform: Platform,
  { options, cluster, hasWorker }: Up,
): Promise<void> {
  if (hasWorker) await joinWorker(platform, cluster);
  await installDocs(platform);
  if (hasWorker && !options.empty) await makeSamples(platform);
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
