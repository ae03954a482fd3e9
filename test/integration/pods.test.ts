import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import { podStatus } from './world/backend.ts';
import { printed } from './world/tables.ts';
import {
  startWatched,
  until,
  type WatchedControlPlane,
} from './world/watching.ts';

let world: WatchedControlPlane;

before(async () => {
  world = await startWatched();
});

after(async () => world?.stop());

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

interface Line {
  ready: unknown;
  status: unknown;
  restarts: number;
}

/** What `kubectl get pods` prints. */
async function lines() {
  const all = await printed(world.connection, podsPath);
  return all.map(({ cell, ...metadata }) => {
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
  const row = world.watched.cache('Pod').get(uid);
  if (row?.version !== version) return undefined;
  const { ready, status, restarts } = podStatus(row);
  return { ready: `${ready.containers}/${ready.of}`, status, restarts };
}

/** Compares lines of the same version of a pod until each of these names has been met with its status. */
async function compareAll(expected: ReadonlyMap<string, string>) {
  const met = new Map<string, unknown>();
  const waiting = () =>
    [...expected].filter(([name, status]) => met.get(name) !== status);
  await until(
    'every pod has been met',
    async () => {
      for (const { uid, name, resourceVersion, line } of await lines()) {
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
    const { api } = world.cluster;
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
        pod = (await lines()).find(({ name }) =>
          name.startsWith(`${job}-`),
        )?.name;
        return pod !== undefined;
      });
      expected.set(pod!, status);
    }
    await compareAll(expected);
    await api.patch(`${podsPath}/leaving`, { metadata: { finalizers: null } });
  });
});
