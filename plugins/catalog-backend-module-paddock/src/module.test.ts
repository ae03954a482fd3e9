import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { RequestResource } from '@paddock/backstage-plugin-paddock-common';
import { catalogModulePaddock } from './module';

const shop: RequestResource = {
  id: 'r-1',
  kind: 'namespace',
  cluster: 'local',
  namespace: 'shop',
  name: 'shop',
  team: 'group:default/team-payments',
};
const secret: RequestResource = {
  ...shop,
  id: 'r-2',
  kind: 'secret',
  name: 'web',
  component: 'component:default/web',
  path: 'secret/paddock/local/shop/apps/web',
};
const volume: RequestResource = {
  ...shop,
  id: 'r-3',
  kind: 'volume',
  namespace: 'elsewhere',
  name: 'data',
};

/** The real catalog with the module, beside a plugin that answers as the Paddock backend does. */
async function start() {
  const portal = {
    answer: { status: 200, body: { items: [] as unknown } as unknown },
    asked: [] as Array<{ path: string; principal: unknown }>,
    read: async (): Promise<Entity[]> => [],
  };
  const paddock = createBackendPlugin({
    pluginId: 'paddock',
    register(env) {
      env.registerInit({
        deps: {
          http: coreServices.httpRouter,
          httpAuth: coreServices.httpAuth,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
        },
        async init({ http, httpAuth, auth, catalog }) {
          http.use(async (request, response) => {
            const { principal } = await httpAuth.credentials(request);
            portal.asked.push({ path: request.path, principal });
            response.status(portal.answer.status).json(portal.answer.body);
          });
          portal.read = async () => {
            const credentials = await auth.getOwnServiceCredentials();
            const filter = { kind: 'Resource' };
            const found = await catalog.getEntities(
              { filter },
              { credentials },
            );
            return found.items;
          };
        },
      });
    },
  });

  const scheduler = mockServices.scheduler();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  await startTestBackend({
    features: [
      catalogPlugin,
      catalogModulePaddock,
      paddock,
      logger.factory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example/' },
          catalog: { processingInterval: { seconds: 1 } },
        },
      }),
    ],
  });
  return {
    portal,
    logger,
    refresh: () => scheduler.triggerTask('paddock-requests-refresh'),
  };
}

type Started = Awaited<ReturnType<typeof start>>;
let started: Started;

beforeAll(async () => {
  started = await start();
});

const nameOf = ({ metadata }: Entity) => metadata.name;

/** What the catalog holds, once it holds these. */
async function holding(names: string[]): Promise<Entity[]> {
  const until = Date.now() + 20_000;
  for (;;) {
    const found = await started.portal.read();
    const held = found.map(nameOf).sort();
    if (held.join() === [...names].sort().join()) return found;
    if (Date.now() > until) throw new Error(`The catalog holds ${held}`);
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}

async function keepsOver(answer: { status: number; body: unknown }) {
  const before = started.logger.warn.mock.calls.length;
  started.portal.answer = answer;
  await started.refresh();
  await started.refresh();
  expect(started.logger.warn.mock.calls.length - before).toBe(1);
  return (await started.portal.read()).map(nameOf);
}

it('keeps the catalog at what requests have made', async () => {
  const { portal, refresh } = started;
  portal.answer.body = { items: [shop, secret, volume] };
  await refresh();

  const found = await holding([
    'namespace.local.shop',
    'secret.local.shop.web',
    'volume.local.elsewhere.data',
  ]);
  const { path, principal } = portal.asked.at(-1)!;
  expect(path).toBe('/requests/resources');
  expect(principal).toMatchObject({ type: 'service' });

  const made = found.find(each => nameOf(each) === 'secret.local.shop.web');
  expect(made?.spec).toEqual({
    type: 'vault-path',
    owner: 'group:default/team-payments',
    dependsOn: ['resource:default/namespace.local.shop'],
    dependencyOf: ['component:default/web'],
  });
  expect(made?.metadata.annotations).toMatchObject({
    'backstage.io/managed-by-location': 'paddock:requests',
    'backstage.io/kubernetes-cluster': 'local',
    'paddock.internal/request-id': 'r-2',
  });
  expect(made?.metadata.links).toEqual([
    { url: 'https://portal.example/requests/r-2', title: 'Request' },
  ]);
  expect(
    made?.relations?.map(({ type, targetRef }) => [type, targetRef]),
  ).toEqual(
    expect.arrayContaining([
      ['ownedBy', 'group:default/team-payments'],
      ['dependencyOf', 'component:default/web'],
      ['dependsOn', 'resource:default/namespace.local.shop'],
    ]),
  );

  const alone = found.find(each => nameOf(each).startsWith('volume'));
  expect(alone?.spec).toEqual({
    type: 'persistent-volume-claim',
    owner: 'group:default/team-payments',
  });

  const all = found.map(nameOf);
  expect(await keepsOver({ status: 503, body: {} })).toEqual(all);
  await refreshWell([shop, secret, volume]);
  expect(await keepsOver({ status: 200, body: '<html>' })).toEqual(all);
  await refreshWell([shop, secret, volume]);
  expect(
    await keepsOver({ status: 200, body: { items: [shop, { id: 'r-9' }] } }),
  ).toEqual(all);

  await refreshWell([shop]);
  await holding(['namespace.local.shop']);
}, 60_000);

async function refreshWell(items: unknown) {
  started.portal.answer = { status: 200, body: { items } };
  await started.refresh();
}
