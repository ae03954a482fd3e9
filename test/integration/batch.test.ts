import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import { projectRun, projectWorkload } from './world/backend.ts';
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

const podTemplate = (spec: object = {}) => ({
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'app', image: 'registry.example/app:1' }],
    ...spec,
  },
});

const nowhere = podTemplate({ nodeSelector: { 'no/such': 'node' } });

const jobOf = (name: string, spec: object): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: 'payments' },
  spec: { template: podTemplate(), ...spec },
});

/** Every mixture of what kubectl looks at: 2 × 3 × 2 × 2 Jobs, and one that fails. */
function* jobs(): Iterable<KubeObject> {
  for (const suspend of [true, false]) {
    for (const completions of [undefined, 1, 3]) {
      for (const parallelism of [1, 2]) {
        for (const template of [podTemplate(), nowhere]) {
          const where = template === nowhere ? 'nowhere' : 'somewhere';
          yield jobOf(
            `job-${suspend}-${completions ?? 'any'}-${parallelism}-${where}`,
            { suspend, completions, parallelism, template },
          );
        }
      }
    }
  }
  yield jobOf('too-late', { activeDeadlineSeconds: 1, template: nowhere });
}

interface Table {
  columnDefinitions: Array<{ name: string }>;
  rows: Array<{
    cells: unknown[];
    object: { metadata: { name: string; resourceVersion: string } };
  }>;
}

/** What `kubectl get` prints: the API server makes its lines. */
async function printed(plural: string) {
  const table = (await world.connection.request(
    'GET',
    `/apis/batch/v1/namespaces/payments/${plural}`,
    {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    },
  )) as Table;
  const titles = table.columnDefinitions.map(({ name }) => name.toLowerCase());
  return table.rows.map(({ cells, object: { metadata } }) => ({
    ...metadata,
    cells: Object.fromEntries(titles.map((title, at) => [title, cells[at]])),
  }));
}

const cronJob: KubeObject = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'nightly', namespace: 'payments' },
  spec: {
    schedule: '0 2 1 1 *',
    timeZone: 'Europe/Berlin',
    jobTemplate: { spec: { template: nowhere } },
  },
};

describe('Jobs and CronJobs', () => {
  it('are told as kubectl prints them', async () => {
    const { api } = world.cluster;
    for (const job of jobs()) await api.apply(job);
    const rows = world.watched.cache('Job');
    const statusOf = (name: string) =>
      [...rows.inNamespace('payments')]
        .filter(row => row.name === name)
        .map(row => projectRun(row).status)[0];
    await until(
      'one has failed',
      () => statusOf('too-late') === 'Failed',
      90_000,
    );
    const seen = new Set<unknown>();
    await until('both speak of the same versions', async () => {
      const lines = await printed('jobs');
      const known = new Map(
        [...rows.inNamespace('payments')].map(row => [row.name, row]),
      );
      const same = lines.every(
        ({ name, resourceVersion }) =>
          known.get(name)?.version === resourceVersion,
      );
      if (!same) return false;
      for (const { name, cells } of lines) {
        const { status, completions } = projectRun(known.get(name)!);
        assert.deepEqual(
          { name, status, completions },
          { name, status: cells.status, completions: cells.completions },
        );
        seen.add(cells.status);
      }
      return lines.length === 25;
    });
    assert.ok(seen.has('Failed') && seen.has('Suspended'), [...seen].join());
  });

  it('a CronJob has the Jobs that were made of it, by whomever', async () => {
    const { api } = world.cluster;
    const { metadata } = await api.apply(cronJob);
    const owner = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      name: 'nightly',
      uid: metadata.uid,
      controller: true,
    };
    const run = jobOf('nightly-now', { template: nowhere });
    await api.create('/apis/batch/v1/namespaces/payments/jobs', {
      ...run,
      metadata: { ...run.metadata, ownerReferences: [owner] },
    });
    const project = () => {
      const row = world.watched.cache('CronJob').get(String(metadata.uid));
      const members = {
        sets: [],
        pods: [],
        jobs: row ? [...world.watched.cache('Job').ownedBy(row.id)] : [],
      };
      return (
        row &&
        projectWorkload(row, members, { cluster: 'local', now: Date.now() })
      );
    };
    await until('its run is seen', () => {
      const batch = project()?.batch;
      return batch?.is === 'schedule' && batch.active === 1;
    });
    const [line] = await printed('cronjobs');
    const batch = project()?.batch;
    assert.ok(batch?.is === 'schedule');
    assert.equal(batch.runs[0]?.name, 'nightly-now');
    assert.deepEqual(
      {
        schedule: batch.schedule,
        timezone: batch.timeZone,
        suspend: batch.suspended,
      },
      {
        schedule: line?.cells.schedule,
        timezone: line?.cells.timezone,
        suspend: line?.cells.suspend === 'True' || line?.cells.suspend === true,
      },
    );
  });
});
