import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import type { FakeApiServer } from '../testing/apiServer/serving';
import { answerOf, document, problems } from '../testing/openApi';
import { openStream } from '../testing/openStream';
import { type Portal, startPortal } from '../testing/portal';
import {
  componentEntity,
  startSampleCluster,
} from '../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

describe('the plugin over HTTP', () => {
  let cluster: FakeApiServer;
  let portal: Portal;

  const as = (name: string) => ({
    authorization: `Bearer ${portal.tokenOf(name)}`,
  });
  const get = (path: string, name = 'ben') =>
    request(portal.url).get(path).set(as(name));
  const entityPath = '/entities/component/default/payments-api/workloads';

  beforeAll(async () => {
    cluster = await startSampleCluster();
    portal = await startPortal({ local: cluster }, [
      componentEntity('payments-api'),
      componentEntity('plain', { 'backstage.io/kubernetes-id': '' }),
      componentEntity('named', {
        'backstage.io/kubernetes-id': 'payments-api',
        'backstage.io/kubernetes-namespace': 'payments',
      }),
    ]);
    // The reflectors fill the caches in the background.
    for (let tries = 0; tries < 200; tries += 1) {
      const { body } = await get('/workloads', 'petra');
      if (body.visible === 2) return;
      await new Promise(resolve => setTimeout(resolve, 120));
    }
    throw new Error('The caches were never filled');
  });

  afterAll(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('answers as its document says', async () => {
    const answers = [
      ['/workloads', '/workloads', 'ben', 200],
      [
        '/workloads?namespace=payments&namespace=x&sort=name&limit=1',
        '/workloads',
        'petra',
        200,
      ],
      ['/workloads?sort=secrets', '/workloads', 'ben', 400],
      [entityPath, '/entities/{kind}/{namespace}/{name}/workloads', 'ben', 200],
      [
        '/entities/component/default/nobody/workloads',
        '/entities/{kind}/{namespace}/{name}/workloads',
        'ben',
        404,
      ],
      [
        '/entities/component/default/named/workloads',
        '/entities/{kind}/{namespace}/{name}/workloads',
        'emil',
        403,
      ],
      ['/clusters', '/clusters', 'ben', 200],
      [
        '/clusters/local/namespaces/payments/quotas',
        '/clusters/{cluster}/namespaces/{namespace}/quotas',
        'ben',
        200,
      ],
      [
        '/clusters/local/namespaces/payments/quotas',
        '/clusters/{cluster}/namespaces/{namespace}/quotas',
        'emil',
        403,
      ],
      ['/preparing', '/preparing', 'emil', 200],
      ['/openapi.json', '/openapi.json', 'ben', 200],
    ] as const;
    for (const [url, path, name, status] of answers) {
      const answer = await get(url, name);
      expect([url, answer.status]).toEqual([url, status]);
      expect(problems(answerOf(path, 'get', status), answer.body)).toEqual([]);
    }
  });

  it('streams frames as its document says', async () => {
    const stream = await openStream(
      { url: portal.url, token: portal.tokenOf('petra') },
      [
        { id: 'l', topic: 'workloads', params: {} },
        {
          id: 'e',
          topic: 'entity-workloads',
          params: { entityRef: 'component:default/payments-api' },
        },
        { id: 'x', topic: 'nothing', params: {} },
      ],
    );
    await stream.until(() => stream.items('e') && stream.items('l'));
    await stream.frame('refused');
    await stream.frame('reach');
    stream.close();
    expect(
      stream.frames.flatMap(each =>
        problems('#/components/schemas/Frame', each),
      ),
    ).toEqual([]);
    const { body } = await get('/openapi.json');
    expect(body).toEqual(document);
  });

  it('gives an entity’s workloads and pods as one answer', async () => {
    const { body } = await get(entityPath);
    expect(body.clusters).toEqual({ local: { state: 'live' } });
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual([
      'workload',
      'pod',
      'pod',
    ]);
  });

  it('shows nothing of another team', async () => {
    const entity = await get(entityPath, 'emil');
    expect(entity.body.items).toEqual([]);
    const list = await get('/workloads?namespace=payments', 'emil');
    expect(list.body).toMatchObject({ items: [], matching: 0, visible: 1 });
    const text = await get('/workloads?text=payments', 'emil');
    expect(text.body.matching).toBe(0);
    expect(JSON.stringify(text.body)).not.toContain('payments');
    const named = await get(
      '/entities/component/default/named/workloads',
      'emil',
    );
    expect(named.status).toBe(403);
    expect(named.body.missing).toContainEqual({
      cluster: 'local',
      namespace: 'payments',
      verb: 'list',
      resource: 'pods',
    });
    const admin = await get('/workloads', 'petra');
    expect(admin.body.visible).toBe(2);
  });

  it.each([
    ['/workloads?unknown=1', 400],
    ['/workloads?limit=1&limit=2', 400],
    ['/workloads?limit=201', 400],
    ['/workloads?limit=-1', 400],
    ['/workloads?limit=1e2', 400],
    ['/workloads?offset=NaN', 400],
    ['/workloads?order=up', 400],
    ['/workloads?sort=labels', 400],
    ['/workloads?sort=name;drop', 400],
    ['/workloads?kind=Secret', 400],
    ['/workloads?state=fine', 400],
    ['/workloads?text[$ne]=x', 400],
    ['/workloads?__proto__=x', 400],
    [`/workloads?text=${'a'.repeat(201)}`, 400],
    [`/workloads?text=${'a'.repeat(20_000)}`, 431],
    ['/entities/component/default/nobody/workloads', 404],
    ['/entities/component/default/plain/workloads', 404],
    ['/entities/com%2Fponent/default/x/workloads', 400],
    ['/entities/component/default/..%2F..%2Fx/workloads', 400],
    [`/entities/component/default/${'x'.repeat(64)}/workloads`, 400],
    ['/nothing', 404],
  ])('answers GET %s with %i', async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('at Object');
  });

  it.each([
    ['no topics', { topics: [] }],
    [
      'too many topics',
      {
        topics: Array.from({ length: 51 }, (_, at) => ({
          id: `t${at}`,
          topic: 'workloads',
          params: {},
        })),
      },
    ],
    [
      'an unknown field',
      { topics: [{ id: 'a', topic: 'workloads', params: {} }], owner: 'ben' },
    ],
    [
      'an unknown field of a topic',
      { topics: [{ id: 'a', topic: 'workloads', params: {}, as: 'petra' }] },
    ],
    [
      'the same id twice',
      {
        topics: [
          { id: 'a', topic: 'workloads', params: {} },
          { id: 'a', topic: 'workloads', params: {} },
        ],
      },
    ],
    [
      'an id with a line break',
      { topics: [{ id: 'a\n', topic: 'workloads', params: {} }] },
    ],
    [
      'a cursor that is too long',
      {
        topics: [
          { id: 'a', topic: 'workloads', params: {}, resume: 'x'.repeat(257) },
        ],
      },
    ],
    ['a list', []],
    ['nothing', undefined],
  ])('answers POST /live with %s with 400', async (_, body) => {
    const answer = await request(portal.url)
      .post('/live')
      .set(as('ben'))
      .set('content-type', 'application/json')
      .send(JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(answer.type).toBe('application/json');
    expect(problems(answerOf('/live', 'post', 400), answer.body)).toEqual([]);
  });

  it.each([
    ['text', 'text/plain', '{"topics":[]}', 400],
    ['broken JSON', 'application/json', '{"topics":', 400],
    [
      'a megabyte',
      'application/json',
      JSON.stringify({ topics: 'x'.repeat(1_000_000) }),
      413,
    ],
  ])('answers POST /live with %s', async (_, type, body, status) => {
    const answer = await request(portal.url)
      .post('/live')
      .set(as('ben'))
      .set('content-type', type)
      .send(body);
    expect(answer.status).toBe(status);
  });

  const routes = [
    ['get', '/workloads'],
    ['get', entityPath],
    ['get', '/clusters'],
    ['post', '/live'],
    ['post', '/clusters/local/namespaces/payments/apply'],
  ] as const;

  it.each(routes)('refuses a service at %s %s', async (method, path) => {
    const answer = await request(portal.url)
      [method](path)
      .set('authorization', mockCredentials.service.header())
      .send(method === 'post' ? {} : undefined);
    expect(answer.status).toBe(403);
  });

  it.each(routes)(
    'refuses nobody in particular at %s %s',
    async (method, path) => {
      const answer = await request(portal.url)
        [method](path)
        .set('authorization', mockCredentials.none.header())
        .send(method === 'post' ? {} : undefined);
      expect(answer.status).toBe(401);
    },
  );

  it('refuses somebody whom the catalog does not know', async () => {
    expect((await get('/workloads', 'stranger')).status).toBe(403);
  });

  it('answers a flood with 429, and others as before', async () => {
    const many = await Promise.all(
      Array.from({ length: 80 }, () => get('/clusters', 'petra')),
    );
    const refused = many.find(({ status }) => status === 429);
    expect(refused?.headers['retry-after']).toBe('1');
    expect(problems(answerOf('/clusters', 'get', 429), refused?.body)).toEqual(
      [],
    );
    expect((await get('/clusters', 'emil')).status).toBe(200);
  });
});

/** What Express keeps of a route. */
interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

it('documents what it serves, and serves what it documents', async () => {
  const handlers: Array<{ stack?: Layer[] }> = [];
  const portal = await startPortal(
    {},
    [],
    [
      createServiceFactory({
        service: coreServices.httpRouter,
        deps: {},
        factory: () => ({
          use: handler => void handlers.push(handler as { stack?: Layer[] }),
          addAuthPolicy: () => {},
          addWebSocketHandler: () => {},
        }),
      }),
    ],
  );
  await portal.stop();
  const served = handlers
    .flatMap(handler => handler.stack ?? [])
    .flatMap(({ route }) =>
      Object.keys(route?.methods ?? {}).map(
        method => `${method} ${route?.path}`,
      ),
    );
  const documented = Object.keys(document.paths).flatMap(path =>
    Object.keys(document.paths[path]!).map(
      method => `${method} ${path.replaceAll(/\{([^}]+)\}/g, ':$1')}`,
    ),
  );
  // Backstage's own routes for permissions and for actions of agents.
  const own = served.filter(
    route => !/ \/\.(well-known|backstage)\//.test(route),
  );
  expect(own.sort()).toEqual(documented.sort());
});

it('lets nobody in without the permission of the portal', async () => {
  const cluster = await startSampleCluster();
  const portal = await startPortal(
    { local: cluster },
    [],
    [mockServices.permissions.factory({ result: AuthorizeResult.DENY })],
  );
  const headers = { authorization: `Bearer ${portal.tokenOf('ben')}` };
  const list = await request(portal.url).get('/workloads').set(headers);
  expect(list.status).toBe(403);
  const stream = await openStream(
    { url: portal.url, token: portal.tokenOf('ben') },
    [{ id: 'l', topic: 'workloads', params: {} }],
  );
  expect(await stream.frame('denied')).toMatchObject({ missing: [] });
  stream.close();
  await portal.stop();
  await cluster.stop();
});
