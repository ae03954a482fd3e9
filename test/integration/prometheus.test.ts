import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import { freePort } from '../../packages/local/src/postgres/freePort.ts';
import { providePrometheus } from '../../packages/local/src/prometheus/fetchPrometheus.ts';
import type { MetricsAnswer } from '../../plugins/paddock-common/src/metrics/schemas';
import type { RunningCluster } from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  ConfigReader,
  createHistory,
  createLooks,
  getMetrics,
  getPool,
  readPrometheus,
} from './world/measuring.ts';
import {
  connectAsPortal,
  identityOfSample,
  until,
  watch,
} from './world/watching.ts';

let controlPlane: ControlPlane;
let running: RunningCluster;
let looks: ReturnType<typeof createLooks>;
let port = 0;

/** Real Prometheus, which reads what kwok says of the simulated nodes as it would read kubelets. */
async function startPrometheus() {
  const { platform, cluster } = controlPlane;
  const file = join(platform.state, 'prometheus.yml');
  const command = await providePrometheus(() => {});
  port = await freePort();
  writeFileSync(
    file,
    stringify({
      global: { scrape_interval: '3s', scrape_timeout: '3s' },
      scrape_configs: ['sim-01', 'sim-02'].map(node => ({
        job_name: node,
        scheme: 'https',
        metrics_path: `/metrics/nodes/${node}/metrics/resource`,
        tls_config: { ca_file: cluster.pki.authority('kubelet') },
        static_configs: [
          {
            targets: [`127.0.0.1:${platform.ports.kwok}`],
            labels: { node, cluster: 'tést "1"' },
          },
        ],
      })),
    }),
  );
  platform.supervisor.start({
    name: 'prometheus',
    command,
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(platform.state, 'prometheus')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    graceSeconds: 5,
  });
}

/** Asked without any of the portal's own code. */
async function given(query: string): Promise<number | undefined> {
  const answer = await fetch(
    `http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query })}`,
  );
  const { data } = (await answer.json()) as {
    data: { result: Array<{ value: [number, string] }> };
  };
  const text = data.result[0]?.value[1];
  return text === undefined ? undefined : Number(text);
}

const podOn = (name: string, namespace: string, nodeName: string) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
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
      })),
    },
  } satisfies KubeObject);

before(async () => {
  controlPlane = await startControlPlane(2);
  running = await watch(await connectAsPortal(controlPlane.cluster));
  const { api } = controlPlane.cluster;
  await api.apply(podOn('one', 'payments', 'sim-01'));
  await api.apply(podOn('two', 'payments', 'sim-02'));
  await api.apply(podOn('other', 'storefront', 'sim-01'));
  await startPrometheus();
  const config = new ConfigReader({
    paddock: {
      metrics: {
        prometheus: [
          {
            cluster: 'local',
            url: `http://127.0.0.1:${port}`,
            labels: { cluster: 'tést "1"' },
          },
        ],
      },
    },
  });
  looks = createLooks(running, createHistory(readPrometheus(config)));
});

after(async () => {
  running?.stop();
  await controlPlane?.stop();
});

const actor = (name: string) => ({
  cluster: running,
  as: identityOfSample(name),
});

const metrics = () =>
  getMetrics(
    actor('petra'),
    { namespace: 'payments', range: '60' },
    looks.metrics,
  );

const lastOf = (
  { subjects }: MetricsAnswer,
  key: string,
  metric: 'cpu' | 'memory',
) => {
  const subject = subjects.find(
    ({ level, name }) => `${level} ${name}` === key,
  );
  return subject?.usage[metric].runs.at(-1)?.values.at(-1);
};

const near = (shown: number | undefined, wanted: number, what: string) =>
  assert.ok(
    shown !== undefined && Math.abs(shown - wanted) <= wanted * 0.1,
    `${what}: ${shown}, not about ${wanted}`,
  );

describe('history from a real Prometheus', () => {
  it('has what it was told of containers, pods and the namespace', async () => {
    const key = 'container one/app';
    await until(
      'there is a rate of it',
      async () => {
        // Answers are kept for some seconds; the rate of a first minute is still growing.
        const cpu = lastOf(await metrics(), key, 'cpu') ?? 0;
        if (cpu > 180) return true;
        await sleep(3_000);
        return false;
      },
      400_000,
    );
    const answer = await metrics();
    assert.deepEqual(answer.history, {
      from: 'prometheus',
      stepSeconds: 15,
      reach: 'long',
    });
    assert.equal(answer.at.length, 241);
    const memory = await given(
      'container_memory_working_set_bytes{namespace="payments",pod="one",container="app"}',
    );
    assert.equal(memory, 100 * 2 ** 20);
    assert.equal(lastOf(answer, key, 'memory'), memory);
    assert.equal(lastOf(answer, 'pod one', 'memory'), 2 * memory);
    assert.equal(lastOf(answer, 'namespace payments', 'memory'), 4 * memory);
    const cpu = await given(
      'rate(container_cpu_usage_seconds_total{namespace="payments",pod="one",container="app"}[150s])',
    );
    near(lastOf(answer, key, 'cpu'), (cpu ?? 0) * 1000, 'CPU of a container');
    near(lastOf(answer, 'pod one', 'cpu'), 400, 'CPU of a pod');
  });

  it('tells nothing of another namespace', async () => {
    assert.doesNotMatch(JSON.stringify(await metrics()), /other|storefront/);
    await assert.rejects(
      getMetrics(
        actor('emil'),
        { namespace: 'payments', range: '60' },
        looks.metrics,
      ),
      { status: 403 },
    );
  });

  it('has what it was told of nodes', async () => {
    looks.sampler.watchPool();
    await looks.sampler.sample();
    const { rung } = await getPool(
      actor('petra'),
      { of: { level: 'node', name: 'sim-01' }, range: '60' },
      looks.metrics,
    );
    const memory = await given('node_memory_working_set_bytes{node="sim-01"}');
    assert.ok(memory);
    assert.equal(rung?.usage.memory.runs.at(-1)?.values.at(-1), memory);
    assert.deepEqual(rung?.usage.networkIn.runs, []);
  });

  it('is replaced by what the portal has kept when Prometheus is away, and says so', async () => {
    await controlPlane.platform.supervisor.end('prometheus');
    await until(
      'it is seen to be away',
      async () => (await metrics()).history.from === 'looks-instead',
    );
    const { history } = await metrics();
    assert.match(
      history.from === 'looks-instead' ? history.because : '',
      /^Prometheus does not answer\./,
    );
  });
});
