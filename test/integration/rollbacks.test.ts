import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  createFakeTrail,
  createSilentLogger,
  readRollbacks,
  startRollbacks,
  type RunningCluster,
} from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import { connectAsPortal, until, watch } from './world/watching.ts';

const base = '/apis/apps/v1/namespaces/payments';

let controlPlane: ControlPlane;
/** Two replicas of the portal, each with watches of its own. */
const replicas: RunningCluster[] = [];
const stops: Array<() => void> = [];
const told: string[] = [];

before(async () => {
  controlPlane = await startControlPlane();
  for (let replica = 0; replica < 2; replica += 1) {
    replicas.push(await watch(await connectAsPortal(controlPlane.cluster)));
  }
});

after(async () => {
  stops.forEach(stop => stop());
  replicas.forEach(replica => replica.stop());
  await controlPlane?.stop();
});

/** As if both had been told of every change at the same moment. */
function startBoth() {
  for (const cluster of replicas) {
    const { stop } = startRollbacks(
      {
        clusters: { all: () => [cluster], onChange: () => () => {} },
        auditor: {
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        },
        trail: createFakeTrail(),
        logger: createSilentLogger(),
        tell: ({ row, record }) =>
          told.push(`${row.name} ${record.from} → ${record.to}`),
        now: Date.now,
      },
      { sweepMs: 500, spreadMs: 0 },
    );
    stops.push(stop);
  }
}

interface Deployment {
  metadata: { generation: number; annotations: Record<string, string> };
  spec: { template: { spec: { containers: Array<{ image: string }> } } };
  status: {
    observedGeneration?: number;
    updatedReplicas?: number;
    availableReplicas?: number;
    conditions?: Array<{ type: string; status: string; reason: string }>;
  };
}

const deployment = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'payments', annotations },
  spec: {
    replicas: 2,
    progressDeadlineSeconds: 3,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
});

const read = (name: string) =>
  controlPlane.cluster.api.get<Deployment>(`${base}/deployments/${name}`);

const imageOf = ({ spec }: Deployment) =>
  spec.template.spec.containers[0]?.image;

const isServing = ({ metadata, status }: Deployment) =>
  (status.observedGeneration ?? 0) >= metadata.generation &&
  status.updatedReplicas === 2 &&
  status.availableReplicas === 2;

const isLate = ({ status }: Deployment) =>
  status.conditions?.some(
    ({ reason }) => reason === 'ProgressDeadlineExceeded',
  ) ?? false;

/** A revision that no node can run. */
const breakIt = (name: string) =>
  controlPlane.cluster.kubectl([
    ...['--namespace=payments', 'patch', 'deployment', name],
    '--patch',
    JSON.stringify({
      spec: {
        template: {
          spec: {
            nodeSelector: { no: 'such' },
            containers: [{ name: 'app', image: 'registry.example/app:2' }],
          },
        },
      },
    }),
  ]);

const guarded = { 'paddock.internal/rollback': 'on-deadline' };

describe('rollbacks by the portal itself', () => {
  it('happen once, with two replicas and the real controllers, for those alone that ask', async () => {
    const { api } = controlPlane.cluster;
    const all: Array<[string, Record<string, string>]> = [
      ['guarded', guarded],
      ['unguarded', {}],
      [
        'gitops',
        {
          ...guarded,
          'argocd.argoproj.io/tracking-id':
            'app:apps/Deployment:payments/gitops',
        },
      ],
    ];
    for (const [name, annotations] of all) {
      await api.apply(deployment(name, annotations));
    }
    for (const [name] of all) {
      await until(`${name} serves`, async () => isServing(await read(name)));
      await breakIt(name);
    }
    startBoth();
    for (const name of ['unguarded', 'gitops']) {
      await until(`${name} is late`, async () => isLate(await read(name)));
    }
    await until('it serves again', async () => {
      const now = await read('guarded');
      return imageOf(now) === 'registry.example/app:1' && isServing(now);
    });
    const { metadata } = await read('guarded');
    const records = readRollbacks(
      metadata.annotations['paddock.internal/rolled-back'],
    );
    assert.equal(records.length, 1);
    assert.deepEqual(
      { from: records[0]?.from, to: records[0]?.to },
      { from: 2, to: 1 },
    );
    assert.equal(
      metadata.annotations['deployment.kubernetes.io/revision'],
      '3',
    );
    for (const name of ['unguarded', 'gitops']) {
      assert.equal(imageOf(await read(name)), 'registry.example/app:2');
    }
    assert.deepEqual(told, ['guarded 2 → 1']);
  });

  it('happen never again for the same template', async () => {
    await breakIt('guarded');
    await until('it is late', async () => isLate(await read('guarded')));
    const generation = (await read('guarded')).metadata.generation;
    // Both look every half second: what they were going to do is done when they have looked at a later change.
    const marker = 'marker';
    await controlPlane.cluster.api.apply(deployment(marker, guarded));
    await until('the marker serves', async () => isServing(await read(marker)));
    await breakIt(marker);
    await until('the marker is rolled back', () => told.length > 1);
    assert.deepEqual(told, ['guarded 2 → 1', 'marker 2 → 1']);
    assert.equal((await read('guarded')).metadata.generation, generation);
  });

  it('are in the cluster’s audit log under the portal’s own name', async () => {
    const file = join(controlPlane.platform.state, 'audit', 'audit.log');
    const patches = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as AuditEntry)
      .filter(
        ({ verb, objectRef, user, responseStatus }) =>
          verb === 'patch' &&
          objectRef?.name === 'guarded' &&
          user.username.endsWith(':paddock-portal') &&
          responseStatus?.code === 200,
      );
    assert.equal(patches.length, 1);
    assert.equal(patches[0]?.impersonatedUser, undefined);
  });
});

describe('what the portal may change of Deployments as itself', () => {
  const template = {
    op: 'replace',
    path: '/spec/template/spec/containers/0/image',
    value: 'registry.example/app:3',
  };
  const record = {
    op: 'add',
    path: '/metadata/annotations/paddock.internal~1rolled-back',
    value: '[]',
  };
  const replicas = { op: 'replace', path: '/spec/replicas', value: 9 };
  const other = { op: 'add', path: '/metadata/annotations/other', value: 'x' };

  const refusals: Array<[string, string, object[], RegExp]> = [
    ['what does not ask', 'unguarded', [template], /only Deployments that ask/],
    ['a healthy one', 'marker', [template, record], /deadline has passed/],
    [
      'more than its template',
      'guarded',
      [template, record, replicas],
      /and nothing else/,
    ],
    ['without writing it down', 'guarded', [template], /writes down/],
    [
      'another annotation',
      'guarded',
      [template, record, other],
      /no other annotation/,
    ],
  ];
  for (const [what, name, body, why] of refusals) {
    it(`is not ${what}`, async () => {
      const portal = await connectAsPortal(controlPlane.cluster);
      await assert.rejects(
        portal.request('PATCH', `${base}/deployments/${name}`, {
          body,
          headers: { contentType: 'application/json-patch+json' },
        }),
        why,
      );
      portal.close();
    });
  }
});

interface AuditEntry {
  verb: string;
  user: { username: string };
  impersonatedUser?: object;
  objectRef?: { name?: string };
  responseStatus?: { code?: number };
}
