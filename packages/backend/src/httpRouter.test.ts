import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { httpRouter } from './httpRouter';

const plugin = (pluginId: string) =>
  createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: { router: coreServices.httpRouter },
        async init({ router }) {
          router.use((_, res) => void res.json({ pluginId }));
          router.addAuthPolicy({ path: '/open', allow: 'unauthenticated' });
        },
      });
    },
  });

const few = { burst: 3, perSecond: 0.001 };
const many = { burst: 100, perSecond: 0.001 };

let backend: TestBackend;

async function start(limits: object) {
  backend = await startTestBackend({
    features: [
      httpRouter,
      ...['one', 'two', 'app', 'catalog', 'scaffolder', 'techdocs'].map(plugin),
      mockServices.httpAuth.factory({
        defaultCredentials: mockCredentials.none(),
      }),
      mockServices.rootConfig.factory({ data: { paddock: { limits } } }),
    ],
  });
}
beforeEach(() => start({ requests: few }));
afterEach(() => backend.stop());

async function ask(path: string, authorization = '', method = 'GET') {
  const headers = new Headers(authorization ? { authorization } : {});
  const url = `http://localhost:${backend.server.port()}/api${path}`;
  const { status } = await fetch(url, { headers, method });
  return status;
}

const user = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

describe('requests to all plugins together', () => {
  it('are limited for each person, and for nobody else', async () => {
    const statuses = [];
    for (const path of ['/one', '/two', '/one', '/two', '/one']) {
      statuses.push(await ask(path, user('ann')));
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(await ask('/two', user('ben'))).toBe(200);
  });

  it('are limited for an address, with or without a token that is none', async () => {
    const statuses = [];
    for (const token of ['', 'Bearer nonsense', '', '']) {
      statuses.push(await ask('/one/open', token));
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(await ask('/two', 'Bearer nonsense')).toBe(429);
    expect(await ask('/two', user('ann'))).toBe(200);
  });

  it('are not limited where a plugin asks for a person', async () => {
    const token = mockCredentials.user.token('user:default/ann', {
      actor: { subject: 'plugin:one' },
    });
    for (let at = 0; at < 5; at += 1) {
      expect(await ask('/two', `Bearer ${token}`)).toBe(200);
    }
  });

  it('are not limited between plugins, nor for the pages', async () => {
    const header = mockCredentials.service.header({
      onBehalfOf: mockCredentials.service('plugin:one'),
      targetPluginId: 'two',
    });
    for (let at = 0; at < 5; at += 1) {
      expect(await ask('/two', header)).toBe(200);
      expect(await ask('/app/open')).toBe(200);
    }
  });

  it('are fewer where the portal fetches and parses what the caller names', async () => {
    await backend.stop();
    await start({ requests: many, costlyRequests: few });
    for (const path of ['locations', 'validate-entity', 'refresh']) {
      expect(await ask(`/catalog/${path}`, user('ann'), 'POST')).toBe(200);
    }
    expect(await ask('/catalog/locations', user('ann'), 'POST')).toBe(429);
    expect(await ask('/scaffolder/v2/tasks', user('ann'), 'POST')).toBe(200);
    const sync = '/techdocs/sync/default/component/a';
    const syncs = [];
    for (let at = 0; at < 4; at += 1) syncs.push(await ask(sync, user('ann')));
    expect(syncs).toEqual([200, 200, 200, 429]);
    expect(await ask('/catalog/locations', user('ann'))).toBe(200);
    expect(await ask('/catalog/entities', user('ann'), 'POST')).toBe(200);
    expect(await ask('/catalog/locations', user('ben'), 'POST')).toBe(200);
  });

  it('need a token where a plugin does not say otherwise', async () => {
    expect(await ask('/one')).toBe(401);
  });
});
