import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { createPersonOf } from '../src/clusters/person';
import { createTrail } from '../src/audit/createTrail';
import { openDatabase } from '../src/database/openDatabase';
import { createReads } from '../src/live/reads';
import { startRequestsRoom } from '../src/requests/room';
import { sampleMemberships, samplePeople, userInfoOf } from './portal';
import { createRequestsCluster } from './clusters/requestsCluster';

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-payments', namespace: 'default' },
  spec: {},
};

/** The whole room over HTTP, its worker included, without any configuration and before a cluster in memory. */
export async function startRequestsRoomPortal(): Promise<{
  url: string;
  topics: string[];
  stop(): Promise<void>;
}> {
  const cluster = createRequestsCluster('local');
  let topics: string[] = [];
  const plugin = createBackendPlugin({
    pluginId: 'paddock',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          notifications: notificationService,
          permissions: coreServices.permissions,
          scheduler: coreServices.scheduler,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          const knex = await openDatabase(deps.database);
          const room = await startRequestsRoom({
            ...deps,
            trail: createTrail({ knex, logger: deps.logger }),
            clusters: {
              all: () => [cluster.running],
              get: () => cluster.running,
            },
            personOf: createPersonOf(deps),
            usesOf: () => [],
            reads: createReads(),
            classes: async () => [],
            policiesAre: () => 'unknown',
          });
          topics = room.topics.map(({ name }) => name);
          deps.httpRouter.use(room.router);
          deps.lifecycle.addShutdownHook(() => room.stop());
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      plugin,
      userInfoOf(sampleMemberships),
      catalogServiceMock.factory({ entities: [...samplePeople(), team] }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: async () => {} }),
      }),
      mockServices.rootLogger.factory({ level: 'none' }),
    ],
  });
  return {
    url: `http://localhost:${backend.server.port()}/api/paddock`,
    topics,
    stop: () => backend.stop(),
  };
}
