import { mockServices } from '@backstage/backend-test-utils';
import { readRollbacks } from '@paddock/backstage-plugin-paddock-common';
import { createFakeTrail } from '../../../testing/fakeTrail';
import { eventually } from '../../../testing/eventually';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { createSilentLogger } from '../../../testing/silentLogger';
import { createConnection } from '../../kube/connection/connection';
import { createPace } from '../../kube/watch/read/pace';
import { type RunningCluster, startCluster } from '../../kube/watchedCluster';
import type { Told } from './rollBackOne';
import { startRollbacks } from './startRollbacks';

let server: FakeApiServer;
const stops: Array<() => void> = [];
/** A slow machine is no reason to fail. */
const until = (what: string, check: () => boolean) =>
  eventually(what, check, 30_000);
jest.setTimeout(60_000);

beforeEach(async () => {
  server = await startFakeApiServer();
});

afterEach(async () => {
  stops.splice(0).forEach(stop => stop());
  await server.stop();
});

const template = (revision: number) => ({
  metadata: { labels: { app: 'api' } },
  spec: { containers: [{ name: 'api', image: `api:${revision}` }] },
});

const late = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
};

function putDeployment(conditions: object[], revision = 8) {
  const uid = 'd1';
  for (const each of [revision, revision - 1]) {
    server.store.put('replicasets', {
      metadata: {
        name: `api-${each}`,
        namespace: 'payments',
        annotations: { 'deployment.kubernetes.io/revision': `${each}` },
        ownerReferences: [{ uid, kind: 'Deployment', controller: true }],
      },
      spec: { template: template(each) },
    });
  }
  server.store.put('deployments', {
    metadata: {
      name: 'api',
      namespace: 'payments',
      uid,
      generation: 2,
      labels: {},
      annotations: {
        'paddock.internal/rollback': 'on-deadline',
        'deployment.kubernetes.io/revision': `${revision}`,
      },
    },
    spec: { template: template(revision) },
    status: { observedGeneration: 2, conditions },
  });
}

const imageNow = () => {
  const { spec } = server.store.get('deployments', 'api', 'payments') as {
    spec?: { template: ReturnType<typeof template> };
  };
  return spec?.template.spec.containers[0]?.image;
};

const patches = () =>
  server.requests.filter(({ method }) => method === 'PATCH');

/** One replica of the portal. */
function startReplica(sweepMs = 60_000) {
  const logger = createSilentLogger();
  const success = jest.fn();
  const fail = jest.fn();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success, fail })),
  });
  const told: Told[] = [];
  const cluster: RunningCluster = startCluster({
    name: 'local',
    connection: createConnection({
      cluster: { name: 'local', url: server.url, authMetadata: {} },
      credential: async () => ({ type: 'bearer token', token: 't' }),
    }),
    identity: () => undefined,
    pace: createPace(),
    logger,
  });
  const rollbacks = startRollbacks(
    {
      trail: createFakeTrail(),
      auditor,
      logger,
      tell: each => told.push(each),
      now: () => Date.parse('2026-11-25T14:02:00Z'),
      clusters: { all: () => [cluster], onChange: () => () => {} },
    },
    { sweepMs, spreadMs: 0 },
  );
  const stop = () => {
    rollbacks.stop();
    cluster.stop();
  };
  stops.push(stop);
  return { auditor, success, fail, told, logger, stop };
}

describe('rollbacks by the portal itself', () => {
  it('happen when the deadline passes, are recorded as the portal’s, and told', async () => {
    putDeployment([]);
    const replica = startReplica();
    await until('it watches', () => server.watches() > 0);
    putDeployment([late]);
    await until('it was rolled back', () => replica.told.length === 1);
    expect(imageNow()).toBe('api:7');
    const [patch] = patches();
    expect(patch?.headers).not.toHaveProperty('impersonate-user');
    expect(replica.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'workload-roll-back-by-itself',
        meta: expect.objectContaining({
          cluster: 'local',
          namespace: 'payments',
          name: 'api',
          from: 8,
          to: 7,
          reason: 'Revision 8 made no progress before its deadline',
        }),
      }),
    );
    expect(replica.success).toHaveBeenCalledTimes(1);
  });

  it('happen once, however many replicas look, and however often', async () => {
    putDeployment([late]);
    const replicas = [1, 2, 3].map(() => startReplica(20));
    const told = () => replicas.flatMap(replica => replica.told);
    await until('it was rolled back', () => told().length > 0);
    // The controller is away: the condition stays, and every sweep looks again.
    const looks = server.requests.length;
    await until(
      'all have looked again',
      () => server.requests.length > looks + 30,
    );
    expect(told()).toHaveLength(1);
    const { metadata } = server.store.get('deployments', 'api', 'payments')!;
    const annotations = metadata.annotations as Record<string, string>;
    const written = annotations['paddock.internal/rolled-back'];
    expect(readRollbacks(written)).toHaveLength(1);
    expect(imageNow()).toBe('api:7');
  });

  it('are made up for by whoever comes after one that died', async () => {
    putDeployment([late]);
    // The first one dies with its change on the way.
    server.fault = ({ method }, response) => {
      if (method !== 'PATCH') return false;
      response.destroy();
      return true;
    };
    const first = startReplica();
    await until('the first has failed', () => first.fail.mock.calls.length > 0);
    first.stop();
    server.fault = undefined;
    const second = startReplica();
    await until('it was rolled back', () => second.told.length === 1);
    expect(imageNow()).toBe('api:7');
  });

  it('are tried again where they are not allowed, and reported once', async () => {
    putDeployment([late]);
    server.refuses = () => ({
      status: 403,
      reason: 'Forbidden',
      message: 'deployments.apps "api" is forbidden',
    });
    const replica = startReplica(20);
    await until('it was tried again', () => patches().length > 3);
    // Once in earnest, and then without effect until it would succeed.
    const dry = patches().map(({ query }) => query.get('dryRun'));
    expect(dry.slice(0, 4)).toEqual([null, 'All', 'All', 'All']);
    expect(replica.fail).toHaveBeenCalledTimes(1);
    expect(replica.auditor.createEvent).toHaveBeenCalledTimes(1);
    const warnings = replica.logger.lines.filter(line =>
      line.includes('was not rolled back by itself'),
    );
    expect(warnings).toHaveLength(1);
    expect(replica.told).toEqual([]);
    server.refuses = undefined;
    await until('it was rolled back', () => replica.told.length === 1);
  });
});
