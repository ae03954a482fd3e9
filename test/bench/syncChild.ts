import { monitorEventLoopDelay } from 'node:perf_hooks';
import { resourceUsage } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createPace,
  createSilentLogger,
  identityOf,
  usualIdentity,
  watchCluster,
} from '../integration/world/backend.ts';
import { until } from '../integration/world/watching.ts';
import type { Contender, SyncTask } from './syncTask.ts';

/** Holds all pods of a cluster in one process that does nothing else; returns how many. */
interface Holding {
  pods(): number;
  isSynced(): boolean;
}

const task = JSON.parse(process.argv[2] ?? '') as SyncTask;

function watchAsPaddock({ server, token, authority }: SyncTask): Holding {
  const cluster = watchCluster({
    name: 'local',
    connection: createConnection({
      cluster: {
        name: 'local',
        url: server,
        authMetadata: {},
        caData: authority,
      },
      credential: async () => ({ type: 'bearer token', token }),
    }),
    pace: createPace(),
    logger: createSilentLogger(),
    identity: person => identityOf(person, usualIdentity),
  });
  return {
    pods: () => cluster.cache('Pod').size,
    isSynced: () => cluster.reach().state === 'live',
  };
}

/** As much as is used here of the peer. */
interface Peer {
  KubeConfig: new () => {
    loadFromOptions(options: object): void;
    makeApiClient(api: unknown): { listPodForAllNamespaces(): unknown };
  };
  CoreV1Api: unknown;
  makeInformer(
    config: object,
    path: string,
    list: () => unknown,
  ): {
    start(): Promise<void>;
    list(): unknown[];
    on(event: string, listener: (error: unknown) => void): void;
  };
}

async function loadPeer({ peer }: SyncTask) {
  return (await import(pathToFileURL(peer).href)) as Peer;
}

function informAsPeer(
  { KubeConfig, CoreV1Api, makeInformer }: Peer,
  { server, token, authority }: SyncTask,
): Holding {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'local', server, caData: authority }],
    users: [{ name: 'portal', token }],
    contexts: [{ name: 'local', cluster: 'local', user: 'portal' }],
    currentContext: 'local',
  });
  const api = config.makeApiClient(CoreV1Api);
  const informer = makeInformer(config, '/api/v1/pods', () =>
    api.listPodForAllNamespaces(),
  );
  let synced = false;
  informer.on('error', error => {
    throw error;
  });
  void informer.start().then(() => {
    synced = true;
  });
  return { pods: () => informer.list().length, isSynced: () => synced };
}

async function memory() {
  for (let times = 0; times < 4; times += 1) {
    globalThis.gc?.();
    await sleep(100);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

const starters: Record<Contender, () => Promise<() => Holding>> = {
  paddock: async () => () => watchAsPaddock(task),
  'client-node': async () => {
    const peer = await loadPeer(task);
    return () => informAsPeer(peer, task);
  },
};

const start = await starters[task.contender]();
const empty = await memory();
const peakBefore = resourceUsage().maxRSS;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const began = performance.now();
const holding = start();
await until('it is synced', holding.isSynced, 120_000);
const syncedMs = performance.now() - began;
// A pause that has just begun must be seen, too.
await sleep(50);
delay.disable();
const full = await memory();
process.stdout.write(
  `${JSON.stringify({
    pods: holding.pods(),
    emptyRss: empty.rss,
    rss: full.rss - empty.rss,
    heap: full.heapUsed - empty.heapUsed,
    peakRss: (resourceUsage().maxRSS - peakBefore) * 1024,
    syncedMs,
    longestPauseMs: delay.max / 1e6,
  })}\n`,
);
process.exit(0);
