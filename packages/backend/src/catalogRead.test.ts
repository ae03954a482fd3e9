import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import searchPlugin from '@backstage/plugin-search-backend';
import searchCatalog from '@backstage/plugin-search-backend-module-catalog';
import catalogModulePaddock, {
  type ResourceReaders,
} from '@paddock/backstage-plugin-catalog-backend-module-paddock';
import policyModule from './policy';

const owner = 'group:default/team-payments';
const teamsOf: Record<string, string[]> = {
  'user:default/ben': [owner],
  'user:default/dora': ['group:default/team-web'],
  'user:default/petra': ['group:default/platform-admins'],
};

const base = { cluster: 'prod-1', namespace: 'canary', team: owner };
const component = 'component:default/web';
const made = [
  { ...base, id: 'r-1', kind: 'namespace', name: 'canary' },
  {
    ...base,
    id: 'r-2',
    kind: 'secret',
    name: 'web',
    component,
    path: 'secret/paddock/prod-1/canary/web',
  },
  { ...base, id: 'r-3', kind: 'volume', name: 'data', component },
];
const refs = [
  'resource:default/namespace.prod-1.canary',
  'resource:default/secret.prod-1.canary.web',
  'resource:default/volume.prod-1.canary.data',
];

const annotations = {
  'backstage.io/managed-by-location': 'test:people',
  'backstage.io/managed-by-origin-location': 'test:people',
};
const known = [
  {
    kind: 'Group',
    metadata: { name: 'team-payments', annotations },
    spec: { type: 'team', children: [] },
  },
  {
    kind: 'Component',
    metadata: { name: 'web', annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
  },
].map(each => ({ apiVersion: 'backstage.io/v1alpha1', ...each }));

/** A group and a component that everybody may read. */
const people = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'people',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'people',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: known.map(entity => ({ entity })),
            }),
        });
      },
    });
  },
});

/** Answers as the Paddock backend does. */
const paddock = createBackendPlugin({
  pluginId: 'paddock',
  register(env) {
    env.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        http.use((_req, res) => {
          res.json({ items: made });
        });
      },
    });
  },
});

/** The mock forgets which plugin asks for a person; the permission plugin answers only plugins about whole kinds. */
const auth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const mock = mockServices.auth({
      pluginId: plugin.getId(),
      disableDefaultAuthPolicy: false,
    });
    mock.authenticate = async token => {
      const credentials = await mockServices
        .auth({ pluginId: plugin.getId(), disableDefaultAuthPolicy: false })
        .authenticate(token);
      if (!mock.isPrincipal(credentials, 'user')) return credentials;
      if (token.startsWith('mock-user-token')) return credentials;
      const { userEntityRef } = credentials.principal;
      const actor = { subject: 'plugin:of-the-test' };
      return mockCredentials.user(userEntityRef, { actor });
    };
    return mock;
  },
});

async function start(resourceReaders?: ResourceReaders) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModulePaddock,
      people,
      paddock,
      searchPlugin,
      searchCatalog,
      permissionPlugin,
      policyModule,
      permissionsServiceFactory,
      auth,
      httpAuthServiceFactory,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async ({ principal }) => {
            const { userEntityRef } = principal as { userEntityRef: string };
            const teams = teamsOf[userEntityRef] ?? [];
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...teams],
            };
          },
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example' },
          permission: { enabled: true },
          catalog: { processingInterval: { seconds: 1 } },
          paddock: {
            administrators: ['group:default/platform-admins'],
            catalog: resourceReaders && { resourceReaders },
          },
        },
      }),
    ],
  });

  const ask = async (who: string, path: string, body?: unknown) => {
    const answer = await fetch(
      `http://localhost:${backend.server.port()}/api${path}`,
      {
        method: body ? 'POST' : 'GET',
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: {
          authorization: mockCredentials.user.header(`user:default/${who}`),
          'content-type': 'application/json',
        },
      },
    );
    return { status: answer.status, text: await answer.text() };
  };

  await scheduler.triggerTask('paddock-requests-refresh');
  await until(async () => {
    const { text } = await ask('petra', '/catalog/entities');
    return refs.every(ref => text.includes(ref.split('/')[1]!));
  });
  await scheduler.triggerTask('search_index_software_catalog');
  return { ask, stop: () => backend.stop() };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  if (await holds()) return;
  await new Promise(done => {
    setTimeout(done, 100);
  });
  await until(holds);
}

/** Every way to read the catalog, by which somebody could come upon a name. */
const reads: Array<{ path: string; body?: unknown }> = [
  { path: '/catalog/entities' },
  { path: '/catalog/entities?filter=kind=resource' },
  { path: '/catalog/entities/by-query?filter=kind=resource' },
  { path: '/catalog/entities/by-query?fullTextFilterTerm=can' },
  { path: '/catalog/entities/by-query?orderField=metadata.name,desc' },
  { path: '/catalog/entities/by-query', body: { query: { kind: 'resource' } } },
  { path: '/catalog/entities/by-refs', body: { entityRefs: refs } },
  { path: '/catalog/entity-facets?facet=metadata.name&facet=spec.type' },
  {
    path: '/catalog/entity-facets?facet=relations.ownerOf&facet=relations.dependsOn',
  },
  { path: '/catalog/entities/by-name/group/default/team-payments' },
  { path: '/catalog/entities/by-name/component/default/web' },
  { path: '/catalog/entities/by-name/component/default/web/ancestry' },
  { path: '/search/query?term=canary' },
  { path: '/search/query?term=secret' },
  { path: '/search/query?term=&types[0]=software-catalog' },
];

describe('what requests have made', () => {
  let portal: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    portal = await start();
  }, 60_000);
  afterAll(() => portal.stop());

  // Refs that were asked for come back with nothing beside them.
  it.each(reads)('is named to no stranger by $path', async ({ path, body }) => {
    const { status, text } = await portal.ask('dora', path, body);
    expect(status).toBe(200);
    expect(text).not.toMatch(/canary/);
  });

  it.each(['entities', 'entities/by-query'])(
    'is not counted for a stranger by %s',
    async path => {
      const query = `/catalog/${path}?filter=kind=resource`;
      const { text } = await portal.ask('dora', query);
      expect(text).not.toMatch(/resource|"totalItems":[^0]/i);
    },
  );

  it.each([
    (ref: string) => [`/catalog/entities/by-name/${ref}`],
    (ref: string) => [`/catalog/entities/by-name/${ref}/ancestry`],
    (ref: string) => [`/catalog/locations/by-entity/${ref}`],
    (ref: string) => ['/catalog/refresh', { entityRef: ref.replace('/', ':') }],
  ])('is to a stranger like what is not there (%#)', async request => {
    const answers = [];
    for (const name of [
      'namespace.prod-1.canary',
      'namespace.prod-1.nothing',
    ]) {
      const [path, body] = request(`resource/default/${name}`);
      const { status, text } = await portal.ask('dora', path as string, body);
      answers.push({ status, text: text.replaceAll(name, 'NAME') });
    }
    expect(answers[0]!.status).toBeGreaterThanOrEqual(400);
    expect(answers[0]).toEqual(answers[1]);
  });

  it.each(['ben', 'petra'])('is shown to %s', async who => {
    const resources = '/catalog/entities?filter=kind=resource';
    for (const [path, body] of [
      [resources],
      ['/catalog/entities/by-query?filter=kind=resource'],
      ['/catalog/entities/by-refs', { entityRefs: refs }],
      ['/search/query?term=canary'],
    ] as const) {
      const { text } = await portal.ask(who, path, body);
      expect(text).toMatch(/secret\/paddock\/prod-1\/canary\/web/);
    }
    const found = JSON.parse((await portal.ask(who, resources)).text) as Array<{
      metadata: { name: string };
      relations: Array<{ type: string }>;
    }>;
    const relations = found.map(each => [
      each.metadata.name,
      ...each.relations.map(({ type }) => type).sort(),
    ]);
    expect(relations.sort()).toEqual([
      ['namespace.prod-1.canary', 'ownedBy'],
      ['secret.prod-1.canary.web', 'dependencyOf', 'dependsOn', 'ownedBy'],
      ['volume.prod-1.canary.data', 'dependencyOf', 'dependsOn', 'ownedBy'],
    ]);
  });
});

it('is shown to everybody, on both sides of its relations, where the configuration says so', async () => {
  const portal = await start('everyone');
  const { text } = await portal.ask('dora', '/catalog/entities');
  const entities = JSON.parse(text) as Array<{
    kind: string;
    relations: Array<{ targetRef: string }>;
  }>;
  const group = entities.find(({ kind }) => kind === 'Group');
  const targets = group?.relations.map(({ targetRef }) => targetRef);
  expect(targets).toEqual(expect.arrayContaining(refs));
  await portal.stop();
}, 60_000);
