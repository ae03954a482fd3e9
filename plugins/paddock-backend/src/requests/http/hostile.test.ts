import { mockCredentials } from '@backstage/backend-test-utils';
import supertest from 'supertest';
import { eventually } from '../../../testing/eventually';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import {
  createCaller,
  production,
  smallNamespace,
} from '../../../testing/requestsCaller';

let portal: RequestsPortal;
const { get, post, put } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

const unknown = '11111111-1111-4111-8111-111111111111';
const hash = 'a'.repeat(64);

const routes: Array<['get' | 'put' | 'post', string, unknown]> = [
  ['get', '', undefined],
  ['get', '/versions', undefined],
  ['get', '/removal', undefined],
  ['put', '/spec', { spec: smallNamespace('x'), revision: 1 }],
  ['put', '/value', { data: { KEY: 'value' } }],
  ['post', '/submit', {}],
  ['post', '/approve', { hash }],
  ['post', '/reject', { text: 'no' }],
  ['post', '/withdraw', {}],
  ['post', '/comment', { text: 'hello' }],
  ['post', '/remove', { name: 'x' }],
  ['get', '/hand-over', undefined],
  ['get', '/users', undefined],
  ['post', '/hand-over', { team: 'group:default/team-storefront' }],
  ['post', '/accept', { mark: hash }],
  ['post', '/decline', {}],
  ['post', '/retry', {}],
];

// H1, H6
describe('a request of others', () => {
  let id: string;
  beforeAll(async () => {
    const spec = production('hidden');
    id = (await post('ben', '/requests', { spec })).body.id;
  });

  const call = (
    who: string,
    [method, path, body]: (typeof routes)[number],
    of: string,
  ) => {
    const at = `/requests/${of}${path}`;
    if (method === 'get') return get(who, at);
    return method === 'put' ? put(who, at, body) : post(who, at, body);
  };

  it.each(routes)('is not there for %s %s', async (...route) => {
    const theirs = await call('emil', route, id);
    const none = await call('emil', route, unknown);
    expect(theirs.status).toBe(404);
    expect(theirs.body.error).toEqual(none.body.error);
    expect((await portal.store.get(id))?.state).toBe('waiting');
  });

  it.each(['mine', 'team', 'waiting', 'all'])(
    'neither appears nor counts in the list "%s"',
    async scope => {
      const { body } = await get('emil', `/requests?scope=${scope}`);
      expect(body).toEqual({ items: [], matching: 0, waitingForMe: 0 });
      const found = await get('emil', `/requests?scope=${scope}&text=hidden`);
      expect(found.body.matching).toBe(0);
    },
  );

  it('is not told of by what may be chosen from', async () => {
    const { text } = await get('emil', '/requests/options');
    expect(text).not.toContain('hidden');
    expect(text).not.toContain('team-payments');
  });

  it('cannot be previewed as a change', async () => {
    const spec = production('hidden');
    const { status } = await post('emil', '/requests/check', { spec, id });
    expect(status).toBe(404);
  });
});

describe('who asks', () => {
  const paths = [
    ['get', '/requests'],
    ['get', '/requests/options'],
    ['get', `/requests/${unknown}`],
    ['get', '/audit'],
    ['get', '/audit/export'],
    ['get', '/audit/verify'],
    ['post', '/requests'],
    ['post', '/requests/check'],
    ['post', `/requests/${unknown}/approve`],
    ['put', `/requests/${unknown}/value`],
  ] as const;

  it.each(paths)('is no service at %s %s', async (method, path) => {
    const { status } = await supertest(portal.url)
      [method](path)
      .set('authorization', mockCredentials.service.header());
    expect(status).toBe(403);
  });

  it.each(paths)('is somebody at %s %s', async (method, path) => {
    const { status } = await supertest(portal.url)
      [method](path)
      .set('authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('is known to the catalog', async () => {
    expect((await get('stranger', '/requests')).status).toBe(403);
  });

  it('asks for a team of theirs', async () => {
    const spec = smallNamespace('foreign', {
      team: 'group:default/team-storefront',
    });
    const { status, body } = await post('ben', '/requests', { spec });
    expect(status).toBe(422);
    expect(body.error.problems).toEqual([
      { path: 'team', message: expect.any(String) },
    ]);
  });
});

// H13
describe('a body', () => {
  const spec = smallNamespace('unknown-field');
  it.each([
    ['status', { spec, status: 'live' }],
    ['approvedBy', { spec, approvedBy: 'user:default/lea' }],
    ['id', { spec, id: unknown }],
    ['owner in the specification', { spec: { ...spec, owner: 'x' } }],
    ['createdAt in the specification', { spec: { ...spec, createdAt: 'x' } }],
    [
      'a field in the quota',
      { spec: { ...spec, quota: { ...spec.quota, gpu: '1' } } },
    ],
    [
      'a field in a member',
      {
        spec: {
          ...spec,
          members: [
            {
              group: 'group:default/team-storefront',
              role: 'view',
              kind: 'User',
            },
          ],
        },
      },
    ],
    ['labels', { spec: { ...spec, labels: { a: 'b' } } }],
    [
      // H21
      'labels of Pod Security',
      {
        spec: {
          ...spec,
          labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
        },
      },
    ],
    ['annotations', { spec: { ...spec, annotations: { a: 'b' } } }],
    ['another kind', { spec: { ...spec, kind: 'node' } }],
    ['a list', []],
    ['no specification', {}],
    [
      'more members than there may be',
      {
        spec: {
          ...spec,
          members: Array(21).fill({ group: 'g', role: 'view' }),
        },
      },
    ],
    ['half a pod', { spec: { ...spec, quota: { ...spec.quota, pods: 1.5 } } }],
    [
      'a quantity that is a number',
      {
        spec: { ...spec, quota: { ...spec.quota, cpu: 1 } },
      },
    ],
    [
      'a quantity without end',
      {
        spec: { ...spec, quota: { ...spec.quota, cpu: '1'.repeat(41) } },
      },
    ],
  ])('with %s is answered with 400', async (_, body) => {
    expect((await post('ben', '/requests', body)).status).toBe(400);
  });

  it.each([
    ['__proto__', '{"spec":{},"__proto__":{"draft":true}}', 400],
    ['broken JSON', '{"spec":', 400],
    ['100 kB', JSON.stringify({ spec: 'x'.repeat(100_000) }), 413],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400],
  ])('of %s is refused', async (_, body, status) => {
    const answer = await supertest(portal.url)
      .post('/requests')
      .set('authorization', `Bearer ${portal.tokenOf('ben')}`)
      .set('content-type', 'application/json')
      .send(body);
    expect(answer.status).toBe(status);
  });

  it('that is not said to be JSON is refused', async () => {
    const answer = await supertest(portal.url)
      .post('/requests')
      .set('authorization', `Bearer ${portal.tokenOf('ben')}`)
      .set('content-type', 'text/plain')
      .send(JSON.stringify({ spec }));
    expect(answer.status).toBe(400);
  });
});

// H15
it.each([
  'sort=secrets',
  'sort=effects',
  'sort=name;drop table requests',
  'order=up',
  'orderBy=name',
  'scope=everything',
  'state=fine',
  'kind=node',
  'limit=201',
  'limit=-1',
  'limit=1e2',
  'offset=NaN',
  'limit=1&limit=2',
  'text[$ne]=x',
  '__proto__=x',
  `text=${'a'.repeat(201)}`,
])('answers GET /requests?%s with 400', async query => {
  expect((await get('ben', `/requests?${query}`)).status).toBe(400);
});

// H52
it.each(['%', '_', '(a+)+$', "'", '\\', '%25_%25'])(
  'takes the search for %j literally',
  async text => {
    const path = `/requests?scope=team&text=${encodeURIComponent(text)}`;
    const { status, body } = await get('ben', path);
    expect([status, body.matching]).toEqual([200, 0]);
  },
);

// H16
it('tells nothing of how a request is worked on', async () => {
  const spec = smallNamespace('projected');
  const { body } = await post('ben', '/requests', { spec });
  const page = await get('ben', `/requests/${body.id}`);
  const list = await get('ben', '/requests');
  for (const { text } of [page, list]) {
    expect(text).not.toMatch(/fence|lease|lookAt|look_at|woken/);
  }
});

// H50
it('answers a flood with 429, and others as before', async () => {
  const limited = await startRequestsPortal({ limited: true });
  const asBen = createCaller(() => limited);
  const many = await Promise.all(
    Array.from({ length: 150 }, () =>
      supertest(limited.url)
        .get('/requests')
        .set('authorization', `Bearer ${limited.tokenOf('ben')}`),
    ),
  );
  const refused = many.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]!.headers['retry-after']).toBeDefined();
  expect((await asBen.get('emil', '/requests')).status).toBe(200);
  await limited.stop();
});

it('checks only so much for one person at once', async () => {
  const spec = smallNamespace('previewed');
  let goOn = () => {};
  portal.cluster.held = new Promise(resolve => {
    goOn = resolve;
  });
  const ended: number[] = [];
  const asked = Array.from({ length: 5 }, async () => {
    const { status } = await post('ben', '/requests/check', { spec });
    ended.push(status);
  });
  await eventually('all but two were refused', () => ended.length === 3);
  expect(ended).toEqual([429, 429, 429]);
  portal.cluster.held = undefined;
  expect((await post('bea', '/requests/check', { spec })).status).toBe(200);
  goOn();
  await Promise.all(asked);
  expect(ended.slice(3)).toEqual([200, 200]);
});
