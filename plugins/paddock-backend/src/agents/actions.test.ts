import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { type Portal, startPortal } from '../../testing/portal';
import {
  componentEntity,
  startSampleCluster,
} from '../../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

let cluster: FakeApiServer;
let portal: Portal;

const headerOf = (name: string) => `Bearer ${portal.tokenOf(name)}`;
const invoke = (action: string, input: object, authorization: string) =>
  request(portal.url)
    .post(`/.backstage/actions/v1/actions/paddock:${action}/invoke`)
    .set('authorization', authorization)
    .send(input);
const api = {
  cluster: 'local',
  namespace: 'payments',
  kind: 'Deployment',
  name: 'payments-api',
};
const entityRef = 'component:default/payments-api';

beforeAll(async () => {
  cluster = await startSampleCluster();
  portal = await startPortal({ local: cluster }, [
    componentEntity('payments-api'),
    componentEntity('named', {
      'backstage.io/kubernetes-id': 'payments-api',
      'backstage.io/kubernetes-namespace': 'payments',
    }),
  ]);
  // The reflectors fill the caches in the background.
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await invoke('list-workloads', {}, headerOf('petra'));
    if (body.output?.matching === 2) return;
    await new Promise(resolve => setTimeout(resolve, 120));
  }
  throw new Error('The caches were never filled');
});
afterAll(async () => {
  await portal.stop();
  await cluster.stop();
});

it('are all read-only, and say in a schema what they take and tell', async () => {
  const { body } = await request(portal.url)
    .get('/.backstage/actions/v1/actions')
    .set('authorization', headerOf('ben'));
  const { actions } = body as {
    actions: Array<{
      name: string;
      attributes: object;
      schema: Record<'input' | 'output', { properties: object }>;
    }>;
  };
  expect(actions.map(({ name }) => name).sort()).toEqual([
    'check-request',
    'get-pod',
    'get-pod-log',
    'get-request',
    'get-workload',
    'list-pods',
    'list-requests',
    'list-workloads',
  ]);
  for (const { attributes, schema } of actions) {
    expect(attributes).toMatchObject({ readOnly: true, destructive: false });
    expect(Object.keys(schema.input.properties)).not.toEqual([]);
    expect(Object.keys(schema.output.properties)).not.toEqual([]);
  }
});

it('tell a person how their workloads are, and nothing of those of others', async () => {
  const { body } = await invoke('list-workloads', {}, headerOf('ben'));
  expect(body.output).toMatchObject({
    matching: 1,
    items: [{ ...api, state: 'healthy', component: 'payments-api' }],
  });
  const { body: one } = await invoke('get-workload', api, headerOf('ben'));
  expect(one.output).toMatchObject({ workload: api, findings: [] });
});

it('tell why a workload is stuck', async () => {
  const web = { ...api, namespace: 'storefront', name: 'storefront-web' };
  const { body } = await invoke('get-workload', web, headerOf('emil'));
  expect(body.output.findings[0]).toMatchObject({
    depth: 0,
    summary: expect.stringContaining('image'),
    evidence: expect.any(Array),
  });
});

it('list pods, and tell of one without its environment', async () => {
  const { body } = await invoke('list-pods', { entityRef }, headerOf('ben'));
  const [pod] = body.output.items;
  expect(pod).toMatchObject({ namespace: 'payments', status: 'Running' });
  cluster.store.put('pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'canary', namespace: 'payments', uid: 'c1' },
    spec: {
      containers: [
        { name: 'app', image: 'x', env: [{ name: 'T', value: 'hunter2' }] },
      ],
    },
    status: { phase: 'Running' },
  });
  const place = { cluster: 'local', namespace: 'payments', pod: 'canary' };
  const { body: one, text } = await invoke('get-pod', place, headerOf('ben'));
  expect(one.output).toMatchObject({ name: 'canary', phase: 'Running' });
  expect(text).not.toContain('hunter2');
});

const place = { cluster: 'local', namespace: 'payments', pod: 'p' };

const inPayments = '/clusters/local/namespaces/payments';
it.each([
  [
    'get-workload',
    api,
    `${inPayments}/workloads/Deployment/payments-api/reasons`,
    403,
  ],
  [
    'list-pods',
    { entityRef: 'component:default/named' },
    '/entities/component/default/named/workloads',
    403,
  ],
  ['get-pod', place, `${inPayments}/pods/p`, 404],
  ['get-pod-log', place, `${inPayments}/logs`, 403],
])(
  'deny what the route denies, in its words: %s',
  async (action, input, path, status) => {
    const { pod } = place;
    const asked = path.endsWith('/logs')
      ? request(portal.url)
          .post(path)
          .send({ sources: [{ pod }] })
      : request(portal.url).get(path);
    const route = await asked.set('authorization', headerOf('emil'));
    const answer = await invoke(action, input, headerOf('emil'));
    expect([route.status, answer.status]).toEqual([status, status]);
    expect(answer.body.error.message).toBe(route.body.error.message);
  },
);

it.each([
  ['list-workloads', {}],
  ['get-workload', api],
  ['list-pods', { entityRef }],
  ['get-pod', place],
  ['get-pod-log', place],
])('deny a service without a person: %s', async (action, input) => {
  const service = mockCredentials.service.header();
  const answer = await invoke(action, input, service);
  expect(answer.status).toBe(403);
  expect(answer.body.error.message).toContain('Act for a person');
});

it.each([
  ['list-workloads', { limit: 51 }],
  ['get-workload', { ...api, kind: 'Secret' }],
  ['get-pod', { ...place, pod: '../../secrets/x' }],
  ['get-pod-log', { ...place, lines: 201 }],
  ['get-pod-log', { ...place, container: 'a/b' }],
])('take no other input: %s %j', async (action, input) => {
  const answer = await invoke(action, input, headerOf('ben'));
  expect(answer.status).toBe(400);
});
