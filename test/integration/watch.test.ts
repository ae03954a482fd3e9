import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import {
  createIntern,
  createRandom,
  watchedKinds,
  type RunningCluster,
} from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import { churn } from './corpus/randomObjects.ts';
import { connectAsPortal, until, watch } from './world/watching.ts';

type Kind = keyof typeof watchedKinds;
/** This cluster has none of those that a cluster need not have. */
const kinds = (Object.keys(watchedKinds) as Kind[]).filter(
  kind => !watchedKinds[kind].optional,
);
const pluralOf = (kind: Kind) => watchedKinds[kind].path.split('/').at(-1)!;

let controlPlane: ControlPlane;
let watched: RunningCluster;

before(async () => {
  controlPlane = await startControlPlane();
});

afterEach(() => watched?.stop());
after(() => controlPlane?.stop());

const pause = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `with-${replicas}`, namespace: 'payments' },
  spec: {
    replicas,
    selector: { matchLabels: { app: `with-${replicas}` } },
    template: {
      metadata: { labels: { app: `with-${replicas}` } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
});

const sleeps = {
  template: {
    spec: {
      restartPolicy: 'Never',
      containers: [{ name: 'app', image: 'registry.example/app:1' }],
    },
  },
};

/** One of each kind that the churn leaves alone. */
const unchurned = [
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'scaled', namespace: 'payments' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' },
      maxReplicas: 3,
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'warned', namespace: 'payments' },
    involvedObject: { kind: 'Pod', namespace: 'payments', name: 'x' },
    type: 'Warning',
    reason: 'FailedMount',
    message: 'the volume is not there',
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'bounded', namespace: 'storefront' },
    spec: { hard: { configmaps: '100' } },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'once', namespace: 'payments' },
    spec: { suspend: true, ...sleeps },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly', namespace: 'payments' },
    spec: {
      schedule: '0 2 * * *',
      suspend: true,
      jobTemplate: { spec: sleeps },
    },
  },
];

/** By uid, what the cache should hold: kubectl's own words, trimmed. */
async function toldByKubectl(): Promise<Map<string, unknown>> {
  const { items } = JSON.parse(
    await controlPlane.cluster.kubectl([
      ...['get', kinds.map(pluralOf).join(), '--all-namespaces'],
      ...['--output=json', '--show-managed-fields'],
    ]),
  ) as {
    items: Array<{ kind: Kind; type?: string; metadata: { uid: string } }>;
  };
  const intern = createIntern();
  // Of events the warnings alone are watched.
  const asked = items.filter(
    ({ kind, type }) => kind !== 'Event' || type === 'Warning',
  );
  return new Map(
    asked.map(item => [
      item.metadata.uid,
      watchedKinds[item.kind].trim(item, intern),
    ]),
  );
}

const cached = () =>
  new Map(
    kinds.flatMap(kind =>
      [...watched.cache(kind).all()].map(row => [row.id, row] as const),
    ),
  );

/** Open watches of everybody, by plural. */
async function openWatches(): Promise<Map<string, number>> {
  const metrics = await controlPlane.cluster.api.get<string>('/metrics');
  const open = new Map(kinds.map(kind => [pluralOf(kind), 0]));
  for (const line of metrics.split('\n')) {
    if (!line.startsWith('apiserver_longrunning_requests{')) continue;
    if (!line.includes('verb="WATCH"')) continue;
    const plural = /resource="(\w+)"/.exec(line)?.[1] ?? '';
    const before = open.get(plural);
    if (before === undefined) continue;
    open.set(plural, before + Number(line.split(' ').at(-1)));
  }
  return open;
}

const plus = (counts: Map<string, number>, more: number) =>
  new Map([...counts].map(([plural, count]) => [plural, count + more]));

async function untilOpen(expected: Map<string, number>, withinMs: number) {
  let now = new Map<string, number>();
  await until(
    'the number of open watches is right',
    async () => {
      now = await openWatches();
      return isDeepStrictEqual(now, expected);
    },
    withinMs,
  ).catch(() => assert.deepEqual(now, expected));
}

describe('the watch of a real cluster', () => {
  it('converges to what kubectl says, whatever happened', async () => {
    watched = await watch(await connectAsPortal(controlPlane.cluster));
    const { api } = controlPlane.cluster;
    await Promise.all(unchurned.map(object => api.apply(object)));
    await churn(api, createRandom(), 120);
    let told = new Map<string, unknown>();
    await until('both say the same', async () => {
      told = await toldByKubectl();
      return isDeepStrictEqual(cached(), told);
    }).catch(() => assert.deepEqual(cached(), told));
    for (const kind of kinds) assert.ok(watched.cache(kind).size > 0, kind);
    assert.equal(watched.skipped(), 0);
  });

  it('outlives a killed API server: stale, but not blank; fresh again; nothing missed, nothing leaked', async () => {
    const { cluster, platform } = controlPlane;
    await cluster.api.apply(pause(2));
    const others = await openWatches();
    watched = await watch(await connectAsPortal(cluster));
    const deployments = watched.cache('Deployment');
    const pods = () =>
      [...watched.cache('Pod').all()]
        .filter(({ name }) => name.startsWith('with-2-'))
        .map(({ id }) => id);
    await until('its pods are known', () => pods().length === 2);
    await untilOpen(plus(others, 1), 5_000);
    const known = pods();
    const blanked: string[] = [];
    const stop = watched.cache('Pod').subscribe(({ before, now }) => {
      if (before && !now && known.includes(before.id)) blanked.push(before.id);
    });

    const back = platform.supervisor.bounce('kube-apiserver', 3);
    const stale = await until('it is marked stale', () =>
      kinds.every(kind => watched.cache(kind).reach().state === 'stale'),
    );
    await back;
    await until('the API server is ready', () =>
      cluster.api.get<string>('/readyz').then(
        answer => answer === 'ok',
        () => false,
      ),
    );
    const began = performance.now();
    await cluster.api.apply(pause(0));
    await until('it is fresh', () => watched.reach().state === 'live');
    await until('the change is seen', () =>
      [...deployments.all()].some(({ name }) => name === 'with-0'),
    );
    const fresh = performance.now() - began;
    stop();

    console.log(
      `stale after ${stale.toFixed(
        0,
      )} ms; fresh, with a change that was made then, ${fresh.toFixed(
        0,
      )} ms after /readyz`,
    );
    assert.ok(stale <= 2_000, `stale after ${stale} ms`);
    assert.deepEqual(blanked, []);
    assert.deepEqual(pods(), known);
    // The others come back, too, each in its own time.
    await untilOpen(plus(others, 1), 90_000);
    watched.stop();
    await untilOpen(others, 30_000);
  });

  it('resyncs by difference when the cluster has forgotten where the watch was', async () => {
    const { api } = controlPlane.cluster;
    await Promise.all([api.apply(pause(1)), api.apply(pause(3))]);
    const real = await connectAsPortal(controlPlane.cluster);
    const { path } = watchedKinds.Deployment;
    const said: string[] = [];
    let cut = () => {};
    watched = await watch({
      ...real,
      async stream(asked, options) {
        if (asked !== path) return real.stream(asked, options);
        const from = options.query?.resourceVersion;
        // Version 1 is long forgotten: the refusal comes from the API server itself.
        const query = from
          ? { ...options.query, resourceVersion: '1' }
          : options.query;
        const stream = await real.stream(asked, { ...options, query });
        said.push(from ? 'forgotten' : 'all');
        cut = () => stream.body.destroy(new Error('cut'));
        return stream;
      },
    });
    const cache = watched.cache('Deployment');
    await until('both are known', () => cache.size >= 2);
    const changes: string[] = [];
    const stop = cache.subscribe(({ before, now }) =>
      changes.push(`${before?.name ?? 'nothing'} → ${now?.name ?? 'nothing'}`),
    );
    const settled = cache.size;

    cut();
    await api.delete(await api.pathOf(pause(1)));
    await until(
      'it is gone',
      () => ![...cache.all()].some(({ name }) => name === 'with-1'),
    );
    await until('it is live', () => cache.reach().state === 'live');
    stop();
    assert.deepEqual(said, ['all', 'forgotten', 'all']);
    assert.equal(cache.size, settled - 1);
    // Neither blanked nor told again: others may have been changed by their controller meanwhile.
    assert.equal(changes.filter(each => each.startsWith('nothing')).length, 0);
    assert.deepEqual(
      changes.filter(each => each.endsWith('nothing')),
      ['with-1 → nothing'],
    );
  });
});
