import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import {
  autoscalingTargets,
  createRandom,
  parseQuantity,
  podStatus,
  podTotals,
  projectAutoscaling,
  projectQuota,
  projectWorkload,
  type Connection,
  type RunningCluster,
} from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import { amountCases, sandboxed, specWithAmounts } from './corpus/amounts.ts';
import { autoscalerCases } from './corpus/autoscalers.ts';
import {
  anyStatus,
  hardStatuses,
  printedAge,
  specOfStatuses,
} from './corpus/podStatuses.ts';
import { quotaCases } from './corpus/quotas.ts';
import {
  namespace,
  shownVerdict,
  toldVerdicts,
  workloadOf,
} from './corpus/verdicts.ts';
import { workloadCases, type WorkloadKind } from './corpus/workloads.ts';
import { printed, type PrintedLine } from './world/tables.ts';
import { connectAsPortal, until, watch } from './world/watching.ts';

// What Paddock shows equals what kubectl shows. The judges are the API server's own tables and kubectl itself. The
// controllers are ended first: what is written as a status stays, and no answer is about another version.

let controlPlane: ControlPlane;
let connection: Connection;
let watched: RunningCluster;
const random = createRandom();
let written = 0;

before(async () => {
  controlPlane = await startControlPlane(1);
  const { cluster, platform } = controlPlane;
  connection = await connectAsPortal(cluster);
  watched = await watch(connection);
  await until('pods may be made', () =>
    cluster.api.get(`${core}/serviceaccounts/default`).then(
      () => true,
      () => false,
    ),
  );
  await platform.supervisor.end('kube-controller-manager');
  await platform.supervisor.end('kube-scheduler');
});

after(async () => {
  watched?.stop();
  await controlPlane?.stop();
});

const core = `/api/v1/namespaces/${namespace}`;
const apps = `/apis/apps/v1/namespaces/${namespace}`;
/** Of nobody: neither a kubelet nor a simulation looks at its pods. */
const judge = 'judge';

/** Writes an object, and then its status. Returns it as it is then. */
async function write(
  folder: string,
  object: KubeObject,
  status?: object,
): Promise<KubeObject> {
  const { api } = controlPlane.cluster;
  const made = await api.create(folder, object);
  written += 1;
  return status
    ? api.patch(`${folder}/${object.metadata.name}/status`, { status })
    : made;
}

const podOf = (
  name: string,
  spec: object,
  metadata: object = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, ...metadata },
  spec: { nodeName: judge, ...spec },
});

/** Until the watch knows exactly these versions. */
async function untilKnown(
  kind: Parameters<RunningCluster['cache']>[0],
  lines: readonly PrintedLine[],
) {
  const { get } = watched.cache(kind);
  await until(`every ${kind} is known`, () =>
    lines.every(
      ({ uid, resourceVersion }) => get(uid)?.version === resourceVersion,
    ),
  );
}

/** By name: what Paddock shows must be what is printed, for all at once, so that a failure tells of all. */
function assertSame<Shown>(
  lines: readonly PrintedLine[],
  both: (line: PrintedLine) => { ours: Shown; theirs: Shown },
) {
  const pairs = lines.map(line => [line.name, both(line)] as const);
  assert.ok(pairs.length > 0);
  assert.deepEqual(
    Object.fromEntries(pairs.map(([name, { ours }]) => [name, ours])),
    Object.fromEntries(pairs.map(([name, { theirs }]) => [name, theirs])),
  );
}

describe('what Paddock shows is what kubectl shows', () => {
  it('of pods: READY, STATUS and RESTARTS', async () => {
    const { api } = controlPlane.cluster;
    const pods = `${core}/pods`;
    await Promise.all([
      ...Array.from({ length: 110 }, (_, at) =>
        write(pods, podOf(`any-${at}`, specOfStatuses), anyStatus(random)),
      ),
      ...hardStatuses.map(async ([name, { spec, status, leaving }]) => {
        const finalizers = leaving ? ['paddock.internal/held'] : [];
        const pod = podOf(name, { ...specOfStatuses, ...spec }, { finalizers });
        await write(pods, pod, status);
        if (leaving) await api.delete(`${pods}/${name}`);
      }),
    ]);
    const lines = await printed(connection, pods);
    await untilKnown('Pod', lines);
    const now = Date.now();
    assertSame(lines, line => {
      const { ready, status, restarts, restartedAt } = podStatus(
        watched.cache('Pod').get(line.uid)!,
      );
      const before = restartedAt && ` (${printedAge(restartedAt, now)} ago)`;
      return {
        ours: {
          ready: `${ready.containers}/${ready.of}`,
          status,
          restarts: `${restarts}${before ?? ''}`,
        },
        theirs: {
          ready: line.cell('Ready'),
          status: line.cell('Status'),
          restarts: `${line.cell('Restarts')}`,
        },
      };
    });
  });

  it('of pods: their requests and limits, as kubectl describe node sums them', async () => {
    const { api, kubectl } = controlPlane.cluster;
    const capacity = { cpu: '4k', memory: '8Ti', pods: '1k' };
    await write(
      '/api/v1/nodes',
      { apiVersion: 'v1', kind: 'Node', metadata: { name: judge } },
      { capacity, allocatable: capacity },
    );
    await write('/apis/node.k8s.io/v1/runtimeclasses', sandboxed as KubeObject);
    const cases: Array<[string, object]> = [
      ...amountCases,
      ...Array.from({ length: 80 }, (_, at): [string, object] => [
        `amounts-${at}`,
        specWithAmounts(random),
      ]),
    ];
    await Promise.all(
      cases.map(([name, spec]) => write(`${core}/pods`, podOf(name, spec))),
    );
    const told = new Map(
      [...(await kubectl(['describe', 'node', judge])).matchAll(podLine)].map(
        ([, , name, ...amounts]) => [name!, amounts.map(nano)],
      ),
    );
    const { items } = await api.get<{ items: KubeObject[] }>(`${core}/pods`);
    const of = ({ metadata: { name } }: KubeObject) => name;
    const mine = items.filter(pod => cases.some(([name]) => name === of(pod)));
    const shown = new Map(
      mine.map(pod => {
        const { requests, limits } = podTotals(pod as object);
        const amounts = [
          ...[requests.cpu, limits.cpu],
          ...[requests.memory, limits.memory],
        ];
        return [of(pod), amounts.map(each => nano(each ?? '0'))];
      }),
    );
    assert.equal(shown.size, cases.length);
    assert.deepEqual(
      shown,
      new Map([...shown.keys()].map(name => [name, told.get(name)])),
    );
  });

  for (const [kind, number] of [
    ['Deployment', 60],
    ['StatefulSet', 50],
    ['DaemonSet', 40],
  ] as const) {
    it(`of a ${kind}: whether its rollout is done, as kubectl rollout status says`, async () => {
      await rollouts(kind, number);
    });
  }

  it('of autoscalers: REFERENCE, TARGETS, MINPODS, MAXPODS and REPLICAS', async () => {
    const folder = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`;
    await Promise.all(
      autoscalerCases(random).map(({ spec, status }, at) => {
        const metadata = { name: `scaled-${at}`, namespace };
        const kind = 'HorizontalPodAutoscaler';
        const object = { apiVersion: 'autoscaling/v2', kind, metadata, spec };
        return write(folder, object, status);
      }),
    );
    const lines = await printed(connection, folder);
    await untilKnown('HorizontalPodAutoscaler', lines);
    assertSame(lines, line => {
      const row = watched.cache('HorizontalPodAutoscaler').get(line.uid)!;
      const shown = projectAutoscaling(row);
      return {
        ours: [
          `${row.target.kind}/${row.target.name}`,
          autoscalingTargets(shown),
          ...[shown.min, shown.max, shown.current].map(String),
        ],
        theirs: ['Reference', 'Targets', 'MinPods', 'MaxPods', 'Replicas'].map(
          column => String(line.cell(column)),
        ),
      };
    });
  });

  it('of quotas: REQUEST and LIMIT', async () => {
    // Where no pods are made: quotas would refuse them.
    const folder = '/api/v1/namespaces/storefront/resourcequotas';
    await Promise.all(
      quotaCases(random, 40).map(({ spec, status }, at) => {
        const metadata = { name: `quota-${at}`, namespace: 'storefront' };
        const object = {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata,
          spec,
        };
        return write(folder, object, status);
      }),
    );
    const lines = await printed(connection, folder);
    await untilKnown('ResourceQuota', lines);
    assertSame(lines, line => {
      const row = watched.cache('ResourceQuota').get(line.uid)!;
      const { requests, limits } = projectQuota(row);
      return {
        ours: [requests, limits].map(side =>
          side
            .map(({ resource, used, hard }) => `${resource}: ${used}/${hard}`)
            .join(', '),
        ),
        theirs: [line.cell('Request'), line.cell('Limit')].map(String),
      };
    });
  });

  it('was asked of at least 300 objects', () => {
    console.log(`${written} objects were written`);
    assert.ok(written >= 300);
  });
});

/** `  payments  api-1  1100m (0%)  1 (0%)  64Mi (0%)  0 (0%)  5s` */
const podLine =
  /^ +(\S+) +(\S+) +(\S+) \(\d+%\) +(\S+) \(\d+%\) +(\S+) \(\d+%\) +(\S+) \(\d+%\)/gm;

function nano(text: string): bigint {
  const parsed = parseQuantity(text);
  assert.equal(parsed.state, 'quantity', text);
  return parsed.state === 'quantity' ? parsed.nano : 0n;
}

async function rollouts(kind: WorkloadKind, number: number) {
  const { api } = controlPlane.cluster;
  const folder = `${apps}/${kind.toLowerCase()}s`;
  await Promise.all(
    workloadCases(kind, random, number).map(
      async ({ spec, status, unseen }, at) => {
        const name = `rolling-${at}`;
        const object = workloadOf(kind, name, spec);
        await write(folder, object, { observedGeneration: 1, ...status });
        if (!unseen) return;
        const annotations = { changed: 'once more' };
        const template = { metadata: { annotations } };
        await api.patch(`${folder}/${name}`, { spec: { template } });
      },
    ),
  );
  const lines = await printed(connection, folder);
  await untilKnown(kind, lines);
  const now = Date.now();
  const shown = new Map(
    lines.map(({ name, uid }) => {
      const row = watched.cache(kind).get(uid)!;
      const about = { cluster: 'local', now };
      const none = { sets: [], jobs: [], pods: [] };
      const { rollout } = projectWorkload(row, none, about);
      return [name, shownVerdict(rollout)] as const;
    }),
  );
  const { kubectl } = controlPlane.cluster;
  assert.deepEqual(shown, await toldVerdicts(kubectl, kind, shown));
}
