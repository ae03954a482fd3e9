import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../packages/local/src/cluster/cluster.ts';
import type { KubeApi } from '../../packages/local/src/cluster/api.ts';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';
import { bigCluster } from './bigCluster.ts';
import { podPath, size } from './manyPods.ts';
import { component, namespace, startProbed } from './probed.ts';
import { readStream, readWatch } from './readers.ts';

export interface ClusterAccess {
  server: string;
  token: string;
  authority: string;
}

/** What the portal's process is told. */
export type PortalTask = ClusterAccess & { component: string };

const probes = 100;
const warmUp = 5;
const backgroundPerSecond = 20;
/** The plugin in a process of its own. */
async function startPortal(access: ClusterAccess) {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'portal.ts'),
      JSON.stringify({ ...access, component } satisfies PortalTask),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const portal = await new Promise<{ url: string; token: string }>(
    (resolve, reject) => {
      child.once('exit', code =>
        reject(new Error(`The portal ended with exit code ${code}`)),
      );
      createInterface({ input: child.stdout }).on('line', line => {
        if (line.startsWith('{')) resolve(JSON.parse(line));
      });
    },
  );
  return { ...portal, stop: () => child.stdin.end() };
}

/** Changes the status of other pods, so many a second, until stopped. */
function startBackground(api: KubeApi): () => void {
  let at = 0;
  const timer = setInterval(() => {
    at += 1;
    api
      .patch(`${podPath((at * 37) % size.pods)}/status`, {
        status: { message: `background ${at}` },
      })
      .catch((error: Error) => console.error(error.message));
  }, 1000 / backgroundPerSecond);
  return () => clearInterval(timer);
}

const accessOf = async (cluster: Cluster): Promise<ClusterAccess> => ({
  server: cluster.server,
  token: await cluster.portalToken(),
  authority: await readFile(cluster.pki.authority('cluster'), 'base64'),
});

const row = (what: string, ms: number[]): Measured => ({
  what,
  n: ms.length,
  p50Ms: rounded(quantile(ms, 0.5)),
  p99Ms: rounded(quantile(ms, 0.99)),
  maxMs: rounded(Math.max(...ms)),
});

/** From the PATCH of a pod's status, as it is sent, to its row at a client of the stream; beside it a bare watch. */
export const freshness: Bench = async say => {
  const { cluster } = await bigCluster(say);
  const pod = await startProbed(cluster.api);
  const { name } = pod.metadata;
  const access = await accessOf(cluster);
  const portal = await startPortal(access);
  const stream = await readStream(portal, component, name);
  const floor = await readWatch(access, namespace, name);
  await Promise.all([stream.seen(0), floor.seen(0)]);
  say('the stream has its snapshot, the bare watch is open');
  const stopBackground = startBackground(cluster.api);

  const answered: number[] = [];
  const atStream: number[] = [];
  const atFloor: number[] = [];
  for (let probe = 1; probe <= warmUp + probes; probe += 1) {
    const sent = performance.now();
    await cluster.api.patch(
      `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      {
        status: {
          containerStatuses: pod.status.containerStatuses?.map(each => ({
            ...each,
            restartCount: probe,
          })),
        },
      },
    );
    const done = performance.now() - sent;
    const [client, bare] = await Promise.all([
      stream.seen(probe),
      floor.seen(probe),
    ]);
    if (probe > warmUp) {
      answered.push(done);
      atStream.push(client - sent);
      atFloor.push(bare - sent);
    }
    await sleep(100 + Math.random() * 200);
  }
  stopBackground();
  stream.close();
  floor.close();
  portal.stop();
  return [
    row('PATCH answered', answered),
    row('bare watch', atFloor),
    row('client of the stream', atStream),
    row(
      'client of the stream, beyond the bare watch',
      atStream.map((ms, at) => ms - (atFloor[at] ?? NaN)),
    ),
  ];
};
