import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import {
  createRandom,
  podStatus,
  type Connection,
  type RunningCluster,
} from './backend.ts';
import { startControlPlane, type ControlPlane } from './controlPlane.ts';
import { connectAsPortal, until, watch } from './watching.ts';

let controlPlane: ControlPlane;
let connection: Connection;
let watched: RunningCluster;

before(async () => {
  controlPlane = await startControlPlane();
  connection = await connectAsPortal(controlPlane.cluster);
  watched = await watch(connection);
});

after(async () => {
  watched?.stop();
  await controlPlane?.stop();
});

const podsPath = '/api/v1/namespaces/payments/pods';
const container = { name: 'app', image: 'registry.example/app:1' };
const nowhere = { nodeSelector: { 'no/such': 'node' } };

interface Wanted {
  spec?: object;
  annotations?: Record<string, string>;
}

const podOf = (
  name: string,
  { spec = {}, annotations = {} }: Wanted,
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'payments', annotations },
  spec: {
    containers: [container, { ...container, name: 'other' }],
    ...spec,
  },
});

const simulate = (what: string): Wanted => ({
  annotations: { 'paddock.internal/simulate': what },
});

interface Table {
  columnDefinitions: Array<{ name: string }>;
  rows: Array<{
    cells: unknown[];
    object: {
      metadata: { uid: string; name: string; resourceVersion: string };
    };
  }>;
}

interface Line {
  ready: unknown;
  status: unknown;
  restarts: number;
}

/** What `kubectl get pods` prints: the API server makes its lines. */
async function printed() {
  const table = (await connection.request('GET', podsPath, {
    headers: { accept: 'application/json;as=Table;g=meta.k8s.io;v=v1' },
  })) as Table;
  const columns = table.columnDefinitions.map(({ name }) => name);
  return table.rows.map(({ cells, object: { metadata } }) => {
    const cell = (name: string) => cells[columns.indexOf(name)];
    const line: Line = {
      ready: cell('Ready'),
      status: cell('Status'),
      // "3 (5s ago)"
      restarts: Number.parseInt(String(cell('Restarts')), 10),
    };
    return { ...metadata, line };
  });
}

function shown(uid: string, version: string): Line | undefined {
  const row = watched.cache('Pod').get(uid);
  if (row?.version !== version) return undefined;
  const { ready, status, restarts } = podStatus(row);
  return { ready: `${ready.containers}/${ready.of}`, status, restarts };
}

/** Compares lines of the same version of a pod until each of these names has been met with its status. */
async function compareAll(expected: ReadonlyMap<string, string | undefined>) {
  const met = new Map<string, unknown>();
  const waiting = () =>
    [...expected].filter(([name, status]) =>
      status === undefined ? !met.has(name) : met.get(name) !== status,
    );
  await until(
    'every pod has been met',
    async () => {
      for (const { uid, name, resourceVersion, line } of await printed()) {
        const ours = shown(uid, resourceVersion);
        if (!ours) continue;
        assert.deepEqual(ours, line, name);
        met.set(name, line.status);
      }
      return waiting().length === 0;
    },
    60_000,
  ).catch(error => {
    if (error instanceof assert.AssertionError) throw error;
    assert.fail(`${error.message}: ${JSON.stringify(waiting())}`);
  });
}

const jobOf = (name: string, annotations: object): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'payments' },
  spec: {
    backoffLimit: 0,
    template: {
      metadata: { labels: { app: name }, annotations },
      spec: { containers: [container], restartPolicy: 'Never' },
    },
  },
});

const init = { ...container, name: 'prepare' };
const sidecar = { ...container, name: 'proxy', restartPolicy: 'Always' };

const situations: Array<[name: string, status: string, wanted: Wanted]> = [
  ['running', 'Running', { spec: { initContainers: [init, sidecar] } }],
  ['crashing', 'CrashLoopBackOff', simulate('crash-loop')],
  ['no-image', 'ImagePullBackOff', simulate('image-pull')],
  ['never-ready', 'Running', simulate('not-ready')],
  ['no-node', 'Pending', { spec: nowhere }],
  [
    'gated',
    'SchedulingGated',
    { spec: { schedulingGates: [{ name: 'paddock.internal/gate' }] } },
  ],
];

describe('the columns READY, STATUS and RESTARTS', () => {
  it('are those that the API server prints, for every simulated situation', async () => {
    const { api } = controlPlane.cluster;
    const jobs = '/apis/batch/v1/namespaces/payments/jobs';
    await api.create(jobs, jobOf('done', {}));
    await api.create(
      jobs,
      jobOf('failing', simulate('fail').annotations ?? {}),
    );
    for (const [name, , wanted] of situations) {
      await api.create(podsPath, podOf(name, wanted));
    }
    const held = podOf('leaving', {});
    await api.create(podsPath, {
      ...held,
      metadata: { ...held.metadata, finalizers: ['paddock.internal/held'] },
    });
    await api.delete(`${podsPath}/leaving`);

    const expected = new Map(
      situations.map(([name, status]) => [name, status] as const),
    );
    expected.set('leaving', 'Terminating');
    for (const [job, status] of [
      ['done', 'Completed'],
      ['failing', 'Error'],
    ] as const) {
      let pod: string | undefined;
      await until(`${job} has a pod`, async () => {
        pod = (await printed()).find(({ name }) =>
          name.startsWith(`${job}-`),
        )?.name;
        return pod !== undefined;
      });
      expected.set(pod!, status);
    }
    await compareAll(expected);
    await api.patch(`${podsPath}/leaving`, { metadata: { finalizers: null } });
  });

  it('are those that the API server prints, for any status that a kubelet may report', async () => {
    const { api } = controlPlane.cluster;
    const random = createRandom();
    const expected = new Map<string, undefined>();
    for (let at = 0; at < 60; at += 1) {
      const name = `any-${at}`;
      await api.create(
        podsPath,
        podOf(name, { spec: { initContainers: [init, sidecar], ...nowhere } }),
      );
      await api.patch(`${podsPath}/${name}/status`, {
        status: statusOf(random),
      });
      expected.set(name, undefined);
    }
    await compareAll(expected);
  });
});

type Random = ReturnType<typeof createRandom>;

const at = '2026-11-23T08:00:00Z';
const waiting = (reason: string) => ({ state: { waiting: { reason } } });
const ended = (more: object) => ({
  state: { terminated: { startedAt: at, finishedAt: at, ...more } },
});
const running = { state: { running: { startedAt: at } }, started: true };

const troubles = [
  waiting('CrashLoopBackOff'),
  waiting('CreateContainerConfigError'),
  ended({ exitCode: 1, reason: 'Error' }),
  ended({ exitCode: 137, signal: 9 }),
  ended({ exitCode: 3 }),
  ended({ exitCode: 137, reason: 'OOMKilled' }),
];

function containerStatus(name: string, state: object, random: Random) {
  const isRunning = state === running;
  return {
    name,
    image: container.image,
    imageID: '',
    ready: isRunning && random.below(2) === 0,
    restartCount: random.below(4),
    ...state,
  };
}

/** As a kubelet writes it: main containers begin when the init container is done and the sidecar has started. */
function statusOf(random: Random): object {
  const completed = ended({ exitCode: 0, reason: 'Completed' });
  const initStates = [waiting('PodInitializing'), running, ...troubles];
  const initialized = random.below(3) > 0;
  const sidecarState = initialized
    ? random.pick([running, running, ...troubles])
    : waiting('PodInitializing');
  const notYet = sidecarState === running ? [waiting('ContainerCreating')] : [];
  const mainStates = initialized
    ? [running, running, completed, ...notYet, ...troubles]
    : [waiting('PodInitializing')];
  const phase = initialized
    ? random.pick(['Running', 'Running', 'Pending', 'Failed', 'Succeeded'])
    : 'Pending';
  const condition = (type: string, holds: boolean) => ({
    type,
    status: holds ? 'True' : 'False',
  });
  return {
    phase,
    ...(random.below(6) === 0 ? { reason: 'Evicted' } : {}),
    conditions: [
      condition('Initialized', initialized),
      condition('Ready', random.below(2) === 0),
    ],
    initContainerStatuses: [
      containerStatus(
        init.name,
        initialized ? completed : random.pick(initStates),
        random,
      ),
      containerStatus(sidecar.name, sidecarState, random),
    ],
    containerStatuses: ['app', 'other'].map(name =>
      containerStatus(name, random.pick(mainStates), random),
    ),
  };
}
