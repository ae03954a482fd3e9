import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity, UserEntity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  type BasicPermission,
  AuthorizeResult,
} from '@backstage/plugin-permission-common';
import type { StorageClassFacts } from '@paddock/backstage-plugin-paddock-common';
import request from 'supertest';
import { usesOf } from '../src/config/uses';
import { createPersonOf } from '../src/clusters/person';
import { createLimits } from '../src/http/limits';
import { createRateLimit } from '../src/http/rateLimit';
import { readLimits } from '../src/http/readLimits';
import { createReads } from '../src/live/reads';
import { createLiveRouter } from '../src/live/routes';
import { addAgentActions } from '../src/requests/http/agentActions';
import { createChecker } from '../src/requests/check/check';
import { createViews } from '../src/live/view/views';
import { createAudience } from '../src/access/audience';
import { nameOfEntity, personOfEntity } from '../src/access/personOfEntity';
import { createMayWork } from '../src/requests/access/mayWork';
import { createNotify } from '../src/requests/notify';
import type { RequestParts } from '../src/requests/parts';
import { createTopics } from '../src/requests/room';
import { createRequestsRouter } from '../src/requests/http/routes';
import { readRequestSettings } from '../src/requests/settings';
import type {
  Lease,
  Progress,
  RequestStore,
} from '../src/requests/store/store';
import { createDenials } from '../src/audit/denials';
import { createTrail } from '../src/audit/createTrail';
import { openDatabase } from '../src/database/openDatabase';
import { createRequestStore } from '../src/requests/store/store';
import {
  type MockActionsRegistry,
  actionsRegistryServiceMock,
} from '@backstage/backend-test-utils/alpha';
import type { Vault } from '../src/vault/vault';
import { type Memberships, userInfoOf } from './portal';
import {
  createRequestsCluster,
  type RequestsCluster,
} from './clusters/requestsCluster';
import { createRequestsVault, type RequestsVault } from './vault/requestsVault';

/** Who is in which groups; `ann` is a second account of Ben's. */
export const memberships: Memberships = {
  ben: ['team-payments'],
  bea: ['team-payments'],
  lea: ['team-payments-leads'],
  ann: ['team-payments-leads'],
  emil: ['team-storefront'],
  dora: ['team-payments', 'team-storefront'],
  petra: ['platform-admins'],
  paul: ['platform-admins', 'team-storefront'],
};

const emails: Record<string, string> = { ann: 'Ben@paddock.example' };

const group = (name: string) => `group:default/${name}`;

const personEntity = (name: string): UserEntity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {
    profile: {
      displayName: `${name[0]?.toUpperCase()}${name.slice(1)} of Paddock`,
      email: emails[name] ?? `${name}@paddock.example`,
    },
  },
  relations: (memberships[name] ?? []).map(each => ({
    type: 'memberOf',
    targetRef: group(each),
  })),
});

const entity = (kind: string, name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
});

const groups = () =>
  [...new Set(Object.values(memberships).flat())].map(name =>
    entity('Group', name),
  );

const config = {
  administrators: [group('platform-admins')],
  requests: {
    budgets: {
      default: { cpu: '10', memory: '20Gi', storage: '100Gi', pods: 100 },
      teams: [
        {
          team: group('team-payments'),
          budget: { cpu: '50', memory: '90Gi', pods: 900 },
        },
      ],
    },
    reservedNames: ['corp-*'],
  },
  vault: {
    address: 'http://127.0.0.1:8200',
    login: { method: 'token', tokenFile: '/nowhere' },
    clusters: [{ name: 'local', authMount: 'local' }],
  },
};

const proof = {
  what: 'it is there',
  outcome: 'proven',
  detail: '',
  at: '2026-01-01T00:00:00.000Z',
} as const;

export const fastClass: StorageClassFacts = {
  name: 'fast',
  accessModes: ['ReadWriteOnce'],
  allowExpansion: true,
  provisionerRuns: true,
};

export interface RequestsPortal {
  url: string;
  tokenOf(name: string): string;
  /** Asks for this as a service does. */
  asService(path: string): Promise<request.Response>;
  store: RequestStore;
  cluster: RequestsCluster;
  vault: RequestsVault;
  actions: MockActionsRegistry;
  /** Everything that was sent to people. */
  sent: NotificationSendOptions[];
  /** Every line of the log and of Backstage's audit log, as JSON. */
  logged: string[];
  /** As the worker would, once. */
  progress(id: string, what: Progress): Promise<void>;
  /** As the worker would when everything is there. */
  makeLive(id: string): Promise<void>;
  stop(): Promise<void>;
}

/** Administrators may read the audit trail, and everybody may do the rest. */
const permissionsFactory = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (permission: BasicPermission, who: string) => {
      const isFree = permission.name !== 'paddock.audit.read';
      const allowed = isFree || memberships[who]?.includes('platform-admins');
      return {
        result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      } as const;
    };
    return {
      authorize: async (asked, { credentials }: any) =>
        asked.map(({ permission }) =>
          decide(
            permission as BasicPermission,
            credentials.principal.userEntityRef?.split('/')[1] ?? '',
          ),
        ),
      authorizeConditional: async () => [],
    };
  },
});

/** The router and topics of requests over HTTP, on real tables, before a cluster and a Vault in memory. */
export async function startRequestsPortal({
  limited = false,
}: {
  /** Lets each caller ask only as often as the plugin does. */
  limited?: boolean;
} = {}): Promise<RequestsPortal> {
  const cluster = createRequestsCluster('local');
  const vault = createRequestsVault();
  const sent: NotificationSendOptions[] = [];
  const logged: string[] = [];
  const actions = actionsRegistryServiceMock();
  let store: RequestStore | undefined;

  const plugin = createBackendPlugin({
    pluginId: 'paddock',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          permissions: coreServices.permissions,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const { auth, catalog, httpRouter, lifecycle, logger } = deps;
          const knex = await openDatabase(deps.database);
          const trail = createTrail({ knex, logger });
          const denials = createDenials({ ...deps, trail });
          store = await createRequestStore({ ...deps, audit: trail });
          const settings = readRequestSettings(
            new ConfigReader({ paddock: config }),
          );
          const getCluster = (name: string) =>
            name === 'local' ? cluster.running : undefined;
          const parts: RequestParts = {
            ...deps,
            trail,
            store,
            vault: vault as Partial<Vault> as Vault,
            settings,
            clusters: {
              all: () => [cluster.running],
              get: getCluster,
            },
            personOf: createPersonOf(deps),
            emailOf: async ref =>
              personEntity(ref.split('/')[1]!).spec.profile?.email,
            hasEntity: async (ref, credentials) =>
              (await catalog.getEntityByRef(ref, { credentials })) !==
              undefined,
            mayWork: createMayWork({ get: getCluster }, async ref =>
              personOfEntity(ref, personEntity(ref.split('/')[1]!)),
            ),
            usesOf,
            classes: async () => [fastClass],
            notify: createNotify({
              store,
              audience: createAudience(deps),
              administrators: settings.administrators,
              nameOf: async ref =>
                nameOfEntity(ref, personEntity(ref.split('/')[1]!)),
              send: async message => void sent.push(message),
              logger,
            }),
          };
          const asking = {
            ...parts,
            checker: createChecker(parts),
            checksAtOnce: createLimits(2, 20),
          };
          const reads = createReads();
          const live = createTopics(parts, reads);
          const views = createViews(error => logger.error(`${error}`));
          const streams = createLiveRouter({
            ...parts,
            views,
            reads,
            limits: readLimits(new ConfigReader({})),
            topics: new Map(live.topics.map(topic => [topic.name, topic])),
          });
          httpRouter.use(denials.watch);
          if (limited) httpRouter.use(createRateLimit(deps.httpAuth));
          httpRouter.use(streams.router);
          httpRouter.use(createRequestsRouter(asking));
          httpRouter.use(denials.explain);
          addAgentActions(actions, {
            ...asking,
            isUser: credentials => auth.isPrincipal(credentials, 'user'),
          });
          for (const part of [streams, views, live, denials]) {
            lifecycle.addShutdownHook(() => part.stop());
          }
        },
      });
    },
  });

  const log = (line: unknown) => void logged.push(JSON.stringify(line));
  const logger = mockServices.logger.mock({
    error: (message, meta) => log([message, meta]),
    warn: (message, meta) => log([message, meta]),
    info: (message, meta) => log([message, meta]),
    debug: (message, meta) => log([message, meta]),
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      permissionsFactory,
      userInfoOf(memberships),
      catalogServiceMock.factory({
        entities: [
          ...Object.keys(memberships).map(personEntity),
          ...groups(),
          entity('Component', 'checkout'),
        ],
      }),
      mockServices.rootLogger.factory({ level: 'none' }),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
      mockServices.auditor.mock({
        createEvent: async event => {
          const { request: asked, ...rest } = event;
          log(['audit', asked?.originalUrl, rest]);
          return {
            success: async more => log(['audit done', more]),
            fail: async more => log(['audit failed', more, more.error.message]),
          };
        },
      }).factory,
    ],
  });
  if (!store) throw new Error('The plugin did not start');
  const running = store;
  const url = `http://localhost:${backend.server.port()}/api/paddock`;
  return {
    url,
    asService: async path =>
      request(url)
        .get(path)
        .set('authorization', mockCredentials.service.header()),
    tokenOf: name => mockCredentials.user.token(`user:default/${name}`),
    store: running,
    cluster,
    vault,
    actions,
    sent,
    logged,
    progress: (id, what) => progress(running, id, what),
    makeLive: id =>
      progress(running, id, {
        state: 'live',
        proofs: [proof],
        say: { kind: 'proven', text: 'It is live.' },
      }),
    stop: () => backend.stop(),
  };
}

/** Works on one request as the worker would, once; what others want to be done stays for later. */
async function progress(
  store: RequestStore,
  id: string,
  what: Progress,
): Promise<void> {
  const others: Lease[] = [];
  for (;;) {
    const lease = await store.claim({ owner: 'test', forMs: 60_000 });
    if (!lease) throw new Error('This request does not want to be worked on');
    if (lease.id === id) {
      await store.progress(lease, what);
      await store.release(lease);
      break;
    }
    others.push(lease);
  }
  await Promise.all(others.map(lease => store.release(lease)));
}
