import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import { checkWorker } from '../../packages/local/src/worker/checkWorker.ts';
import type { MetricName } from '../../plugins/paddock-common/src/metrics/model';
import type { MetricSubject } from '../../plugins/paddock-common/src/metrics/schemas';
import type { RunningCluster } from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  createLooks,
  createReadKubelet,
  getMetrics,
  getPool,
  recorded,
} from './world/measuring.ts';
import {
  type CadvisorLine,
  cadvisorLines,
  createCounts,
  type KubeletSummary,
  milliCpu,
  type PodUsage,
  bytes,
} from './world/sourceFigures.ts';
import {
  connectAsPortal,
  identityOfSample,
  until,
  watch,
} from './world/watching.ts';

const withWorker = checkWorker().length === 0;
const allPods = '/apis/metrics.k8s.io/v1beta1/pods';

let controlPlane: ControlPlane;
let running: RunningCluster;
let source: ReturnType<typeof recorded>;
let looks: ReturnType<typeof createLooks>;

before(async () => {
  controlPlane = await startControlPlane(3, { worker: withWorker });
  const { cluster } = controlPlane;
  const token = await cluster.portalToken();
  running = await watch(await connectAsPortal(cluster));
  source = recorded({
    ...running,
    readKubelet: createReadKubelet(
      {
        cluster: { name: 'local', url: cluster.server, authMetadata: {} },
        credential: async () => ({ type: 'bearer token', token }),
      },
      { by: 'authority', caFile: cluster.pki.authority('kubelet') },
    ),
  });
  looks = createLooks(source.cluster);
});

after(async () => {
  running?.stop();
  await controlPlane?.stop();
});

/** On a node by name, so that no taint keeps it away. */
const podOn = (name: string, nodeName: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'payments',
    annotations: {
      'kwok.x-k8s.io/usage-cpu': '200m',
      'kwok.x-k8s.io/usage-memory': '100Mi',
    },
  },
  spec: {
    nodeName,
    containers: ['app', 'log'].map(each => ({
      name: each,
      image: 'registry.example/app:1',
      resources: { requests: { cpu: '250m', memory: '128Mi' } },
    })),
  },
});

const actor = (name: string) => ({
  cluster: source.cluster,
  as: identityOfSample(name),
});

const metricsOf = async (namespace: string) =>
  (await getMetrics(actor('petra'), { namespace, range: '15' }, looks.metrics))
    .subjects;

const poolFor = (person: string) =>
  getPool(
    actor(person),
    { of: { level: 'cluster' }, range: '15' },
    looks.metrics,
  );

function find(subjects: MetricSubject[], level: string, name: string) {
  const found = subjects.find(
    each => each.level === level && each.name === name,
  );
  assert.ok(found, `${level} ${name} is among the subjects`);
  return found;
}

/** What is shown is what the source gave, in whole units. */
function assertShown(
  subject: MetricSubject,
  metric: MetricName,
  given: number | undefined,
) {
  const what = `${metric} of ${subject.level} ${subject.name}`;
  assert.ok(given !== undefined, `the source gives ${what}`);
  const { latest } = subject.usage[metric];
  assert.equal(latest.state, 'known', `${what} is known`);
  const shown = latest.state === 'known' ? latest.value : NaN;
  assert.ok(Math.abs(shown - given) <= 1, `${what}: ${shown}, not ${given}`);
}

describe('the figures of simulated nodes', () => {
  before(async () => {
    const { api } = controlPlane.cluster;
    await api.apply(podOn('one', 'sim-01'));
    await api.apply(podOn('two', 'sim-02'));
    looks.sampler.watch('payments');
    looks.sampler.watchPool();
    await until(
      'metrics.k8s.io measures both pods',
      async () => {
        source.forget();
        await looks.sampler.sample();
        const { items = [] } = source.answer<{ items: PodUsage[] }>(allPods);
        if (items.filter(isOurs).length === 2) return true;
        await sleep(2_000);
        return false;
      },
      300_000,
    );
  });

  const isOurs = ({ metadata }: PodUsage) => metadata.namespace === 'payments';
  const given = () =>
    source.answer<{ items: PodUsage[] }>(allPods).items.filter(isOurs);

  it('are those of metrics.k8s.io: container, pod and namespace', async () => {
    const subjects = await metricsOf('payments');
    const sums = { cpu: 0, memory: 0 };
    for (const { metadata, containers } of given()) {
      const pod = { cpu: 0, memory: 0 };
      for (const { name, usage } of containers) {
        const container = find(
          subjects,
          'container',
          `${metadata.name}/${name}`,
        );
        assertShown(container, 'cpu', milliCpu(usage.cpu));
        assertShown(container, 'memory', bytes(usage.memory));
        pod.cpu += milliCpu(usage.cpu);
        pod.memory += bytes(usage.memory);
      }
      assertShown(find(subjects, 'pod', metadata.name), 'cpu', pod.cpu);
      assertShown(find(subjects, 'pod', metadata.name), 'memory', pod.memory);
      sums.cpu += pod.cpu;
      sums.memory += pod.memory;
    }
    assert.equal(sums.memory, 4 * 100 * 2 ** 20);
    const pool = await poolFor('petra');
    for (const shown of [
      find(subjects, 'namespace', 'payments'),
      find(pool.namespaces, 'namespace', 'payments'),
    ]) {
      assertShown(shown, 'cpu', sums.cpu);
      assertShown(shown, 'memory', sums.memory);
      assert.equal(shown.usage.cpu.request, 1000);
      assert.deepEqual(shown.usage.cpu.sum, { measured: 2, of: 2 });
    }
  });

  it('are those of metrics.k8s.io: node and cluster, beside what kubectl says of the node', async () => {
    const { nodes, rung } = await poolFor('petra');
    assert.ok(nodes.state === 'shown' && rung);
    const { items } = source.answer<{
      items: Array<{
        metadata: { name: string };
        usage: PodUsage['containers'][0]['usage'];
      }>;
    }>('/apis/metrics.k8s.io/v1beta1/nodes');
    for (const name of ['sim-01', 'sim-02', 'sim-03']) {
      const shown = find(nodes.all, 'node', name);
      const usage = items.find(each => each.metadata.name === name)?.usage;
      assertShown(shown, 'cpu', milliCpu(usage?.cpu));
      assertShown(shown, 'memory', bytes(usage?.memory));
      const [cpu, memory] = (
        await controlPlane.cluster.kubectl([
          'get',
          'node',
          name,
          '-o',
          'jsonpath={.status.allocatable.cpu} {.status.allocatable.memory}',
        ])
      ).split(' ');
      assert.equal(shown.usage.cpu.limit, Number(cpu) * 1000);
      assert.equal(shown.usage.memory.limit, bytes(memory));
      assert.equal(shown.node?.ready, true);
    }
    assert.equal(find(nodes.all, 'node', 'sim-01').usage.cpu.request, 500);
    assertShown(
      rung,
      'cpu',
      nodes.all.reduce((sum, { usage: { cpu } }) => {
        return sum + (cpu.latest.state === 'known' ? cpu.latest.value : 0);
      }, 0),
    );
  });

  it('are gaps in words where no source has them', async () => {
    const subjects = await metricsOf('payments');
    for (const metric of ['networkIn', 'diskRead'] as const) {
      const { latest } = find(subjects, 'pod', 'one').usage[metric];
      assert.match(
        latest.state === 'missing' ? latest.because : '',
        /^The node sim-01 does not tell the portal its figures: .* metrics\.k8s\.io/,
      );
    }
  });

  it('are shown as far as RBAC says', async () => {
    const ben = await poolFor('ben');
    assert.equal(ben.nodes.state, 'denied');
    assert.equal(ben.rung, undefined);
    assert.deepEqual(
      ben.namespaces
        .map(({ name }) => name)
        .filter(name => name !== 'payments'),
      [],
    );
    const emil = await poolFor('emil');
    assert.doesNotMatch(JSON.stringify(emil), /payments/);
  });
});

describe('the figures of a real node', { skip: !withWorker }, () => {
  const counts = createCounts();
  let summary: KubeletSummary;
  let lines: CadvisorLine[];

  before(async () => {
    looks.sampler.watch('kube-system');
    looks.sampler.watchPool();
    // A rate takes two counts, and the kubelet counts again after some seconds.
    await until(
      'the kubelet has counted twice',
      async () => {
        await looks.sampler.sample();
        summary = JSON.parse(source.answer<string>('/stats/summary') ?? '{}');
        lines = cadvisorLines(source.answer<string>('/metrics/cadvisor') ?? '');
        if (!summary.node) return false;
        counts.take(summary, lines);
        const isEnough =
          counts.rate('node networkIn') !== undefined &&
          counts.rate('dns networkIn') !== undefined &&
          counts.rate('node diskRead') !== undefined;
        if (!isEnough) await sleep(12_000);
        return isEnough;
      },
      240_000,
    );
  });

  const dns = () => {
    const pod = summary.pods.find(({ podRef }) =>
      podRef.name.startsWith('kube-dns-'),
    );
    assert.ok(pod, 'the kubelet tells of the pod of DNS');
    return pod;
  };

  it('are those of its kubelet: container, pod and namespace', async () => {
    const subjects = await metricsOf('kube-system');
    const pod = dns();
    const { name } = pod.podRef;
    const shown = find(subjects, 'pod', name);
    for (const { name: own, cpu, memory } of pod.containers) {
      const container = find(subjects, 'container', `${name}/${own}`);
      assertShown(container, 'cpu', cpu.usageNanoCores / 1e6);
      assertShown(container, 'memory', memory.workingSetBytes);
    }
    for (const each of [shown, find(subjects, 'namespace', 'kube-system')]) {
      assertShown(each, 'cpu', pod.cpu.usageNanoCores / 1e6);
      assertShown(each, 'memory', pod.memory.workingSetBytes);
      assertShown(each, 'networkIn', counts.rate('dns networkIn'));
      assertShown(each, 'networkOut', counts.rate('dns networkOut'));
    }
  });

  it('are those of its kubelet: node', async () => {
    const { nodes } = await poolFor('petra');
    assert.ok(nodes.state === 'shown');
    const node = find(nodes.all, 'node', controlPlane.realNode ?? '');
    assertShown(node, 'cpu', summary.node.cpu.usageNanoCores / 1e6);
    assertShown(node, 'memory', summary.node.memory.workingSetBytes);
    for (const metric of [
      'networkIn',
      'networkOut',
      'diskRead',
      'diskWrite',
    ] as const) {
      assertShown(node, metric, counts.rate(`node ${metric}`));
    }
  });

  it('are those of its kubelet: the disk of a container, or a gap in words where its kernel counts none', async () => {
    const { name } = dns().podRef;
    const pod = find(await metricsOf('kube-system'), 'pod', name);
    const isCounted = lines.some(
      each =>
        each.name === 'container_fs_reads_bytes_total' &&
        each.labels.pod === name &&
        each.labels.container !== '',
    );
    if (isCounted) assertShown(pod, 'diskRead', counts.rate('dns diskRead'));
    else
      assert.match(
        JSON.stringify(pod.usage.diskRead.latest),
        /counts no reads and writes of containers/,
      );
  });

  it('say of how many nodes the network of the cluster is', async () => {
    const { rung } = await poolFor('petra');
    assert.deepEqual(rung?.usage.networkIn.sum, { measured: 1, of: 4 });
    assert.deepEqual(rung?.usage.cpu.sum, { measured: 4, of: 4 });
  });
});
