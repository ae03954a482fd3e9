import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster, type Cluster } from './cluster/cluster.ts';
import { portalToken } from './cluster/seed.ts';
import { joinWorker, prepareWorker, type PreparedWorker } from './workerSteps.ts';
import { parseStartOptions, type StartOptions } from './options.ts';
import { startGit } from './people/git.ts';
import { orgYaml, people } from './people/people.ts';
import { startSignIn } from './people/signIn.ts';
import { asked, createPlatform } from './platform/create.ts';
import type { Platform } from './platform/platform.ts';
import { buildApp } from './portal/build.ts';
import { writeEmbeddedConfig, type Surroundings } from './portal/config.ts';
import { installDocs } from './portal/docs.ts';
import { runPortal } from './portal/run.ts';

export async function start(args: string[]): Promise<number> {
  const options = parseStartOptions(args);
  const platform = await createPlatform(options);
  const { supervisor } = platform;
  const began = performance.now();
  try {
    const { url, prepared, cluster } = await bringUp(platform, options);
    greet(platform, url, (performance.now() - began) / 1000);
    // The portal answers; what takes minutes the first time goes on behind it.
    void goOn(platform, { options, prepared, cluster }).catch((error: unknown) =>
      platform.steps.note(`The real worker is not complete: ${String((error as Error).message)}`),
    );
  } catch (error) {
    await supervisor.stop('the start failed');
    throw error;
  }
  const why = await supervisor.stopped;
  console.log(`\n  Everything has ended: ${why}.`);
  return why === asked ? 0 : 1;
}

async function bringUp(platform: Platform, options: StartOptions) {
  const prepared = await prepareWorker(platform, options);
  const [cluster, signIn, git] = await Promise.all([
    startCluster(platform, { nodes: options.nodes, workerAddress: prepared?.hostAddress }),
    startSignIn(platform),
    startGit(platform),
    buildApp(platform),
  ]);
  const orgFile = join(platform.state, 'catalog', 'org.yaml');
  mkdirSync(join(platform.state, 'catalog'), { recursive: true });
  writeFileSync(orgFile, orgYaml());
  const surroundings: Surroundings = {
    cluster: {
      title: 'This machine',
      url: cluster.url,
      caFile: cluster.caFile,
      token: await portalToken(cluster),
    },
    signIn,
    git: { host: new URL(git.url).host, ...git },
    builds: prepared?.builds,
    orgFile,
  };
  const url = await runPortal(platform, writeEmbeddedConfig(platform, surroundings));
  return { url, prepared, cluster };
}

async function goOn(
  platform: Platform,
  { options, prepared, cluster }: { options: StartOptions; prepared?: PreparedWorker; cluster: Cluster },
): Promise<void> {
  if (prepared) await joinWorker(platform, { prepared, cluster });
  await installDocs(platform);
  if (!options.empty) {
    const { makeSamples } = await import('./samples/samples.ts');
    await makeSamples(platform);
  }
  platform.steps.note('Complete.');
}

function greet({ steps, ports }: Platform, url: string, seconds: number): void {
  const names = people.map(({ name, role }) => `${name} (${role.toLowerCase()})`).join(', ');
  console.log(`
  Paddock answers at ${url}  (${seconds.toFixed(0)} s)
  Sign in as ${names}.
  Repositories: http://localhost:${ports.git}   Cluster: npm run kubectl -- get nodes
  Ctrl-C ends everything.
`);
  void steps;
}

