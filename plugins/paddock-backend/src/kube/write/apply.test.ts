import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { createConnection } from '../connection/connection';
import { createDiscovery } from '../connection/discovery';
import { type Applicable, type ApplyRequest, createApply } from './apply';
import { createWrite } from './write';

let server: FakeApiServer;
beforeEach(async () => {
  server = await startFakeApiServer();
});
afterEach(() => server.stop());

const as = { user: 'ben@paddock.example', groups: ['team-payments'] };

function apply(objects: Applicable[], over: Partial<ApplyRequest> = {}) {
  const connection = createConnection({
    cluster: { name: 'fake', url: server.url, authMetadata: {} },
    credential: async () => ({ type: 'anonymous' }),
  });
  const write = createWrite(connection);
  const discover = createDiscovery(connection);
  const run = createApply({ connection, write, discover });
  return run({ namespace: 'payments', objects, as, ...over });
}

const configMap = (value: string): Applicable => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { value },
});

const patches = () =>
  server.requests.filter(({ method }) => method === 'PATCH');

describe('applying objects', () => {
  it('acts as the person, without force, and tells what it did', async () => {
    const [created] = await apply([configMap('a')]);
    expect(created).toMatchObject({ name: 'settings', result: 'created' });
    expect((await apply([configMap('a')]))[0]!.result).toBe('unchanged');
    expect((await apply([configMap('b')]))[0]!.result).toBe('changed');

    const [first] = patches();
    expect(first!.path).toBe('/api/v1/namespaces/payments/configmaps/settings');
    expect(Object.fromEntries(first!.query)).toEqual({
      fieldManager: 'paddock',
      force: 'false',
      fieldValidation: 'Strict',
    });
    expect(first!.headers).toMatchObject({
      'impersonate-user': 'ben@paddock.example',
      'impersonate-group': 'team-payments',
      'content-type': 'application/apply-patch+yaml',
    });
    expect(first!.body).toEqual(configMap('a'));
  });

  it('changes nothing in a dry run, and says what it would do', async () => {
    const dryRun = true;
    expect((await apply([configMap('a')], { dryRun }))[0]!.result).toBe(
      'created',
    );
    expect(server.store.list('configmaps')).toEqual([]);
    await apply([configMap('a')]);
    expect((await apply([configMap('a')], { dryRun }))[0]!.result).toBe(
      'unchanged',
    );
    expect(patches().at(-1)!.query.get('dryRun')).toBe('All');
  });

  it('reports the first refusal, and what was applied before it', async () => {
    server.refuses = object =>
      object.kind === 'Service'
        ? {
            status: 409,
            reason: 'Conflict',
            message: 'conflict with "helm": .spec.type',
          }
        : undefined;
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api' },
    };
    await expect(
      apply([configMap('a'), service, configMap('b')]),
    ).rejects.toMatchObject({
      name: 'ApplyRefused',
      message:
        'Service "api" was not applied: conflict with "helm": .spec.type',
      object: { kind: 'Service', name: 'api' },
      refusal: { status: 409 },
      applied: [{ name: 'settings', result: 'created' }],
    });
    expect(patches().map(({ query }) => query.get('force'))).toEqual([
      'false',
      'false',
    ]);
  });

  it.each([
    [
      'what belongs to the whole cluster',
      'v1',
      'Node',
      'belongs to the whole cluster',
    ],
    ['a kind that is not served', 'v1', 'Gadget', 'does not serve'],
    [
      'a group that is not served',
      'example.org/v1',
      'Gadget',
      'does not serve',
    ],
  ])('refuses %s', async (_, apiVersion, kind, words) => {
    await expect(
      apply([{ apiVersion, kind, metadata: { name: 'x' } }]),
    ).rejects.toThrow(words);
    expect(patches()).toEqual([]);
  });

  it('takes an unknown field for what it is: an invalid object', async () => {
    // Recorded from kube-apiserver 1.36.
    server.refuses = () => ({
      status: 500,
      reason: '',
      message:
        'failed to create typed patch object (/api; apps/v1, Kind=Deployment): .spec.replicaz: field not declared in schema',
    });
    await expect(apply([configMap('a')])).rejects.toMatchObject({
      refusal: { status: 422, reason: 'Invalid' },
    });
  });

  it('asks once what the cluster serves', async () => {
    await apply([configMap('a'), configMap('b')]);
    const asked = server.requests.filter(({ path }) => path === '/api/v1');
    expect(asked).toHaveLength(1);
  });

  it('leaves the replica count to the autoscaler that comes along', async () => {
    const workload = (name: string): Applicable => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name },
      spec: { replicas: 2, paused: false },
    });
    const autoscaler: Applicable = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'api' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'api' } },
    };
    await apply([workload('api'), workload('other'), autoscaler]);
    const [api, other] = patches().map(({ body }) => body as Applicable);
    expect(api!.spec).toEqual({ paused: false });
    expect(other!.spec).toEqual({ replicas: 2, paused: false });
  });
});
