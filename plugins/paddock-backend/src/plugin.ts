import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { clustersServiceRef } from '@paddock/backstage-plugin-kubernetes-backend-module-paddock';
import { paddockPermissions } from '@paddock/backstage-plugin-paddock-common';
import { addPodActions } from './agents/podActions';
import { addWorkloadActions } from './agents/workloadActions';
import { startAlerts } from './alerts/startAlerts';
import { openAudit } from './audit/openAudit';
import { startClusters } from './clusters/clusters';
import { createMayList } from './clusters/mayList';
import { createPersonOf } from './clusters/person';
import { createClustersRouter } from './clusters/routes';
import { createConfigRouter } from './config/routes';
import { usesOf } from './config/uses';
import { createAct } from './access/act';
import { createAudience } from './access/audience';
import { createHomeTopic } from './home/topic';
import { createRateLimit } from './http/rateLimit';
import { readLimits } from './http/readLimits';
import { createReads } from './live/reads';
import { createLiveRouter } from './live/routes';
import { createViews } from './live/view/views';
import { createHistory } from './metrics/prometheus/createHistory';
import { readPrometheus } from './metrics/prometheus/settings';
import { createMetricsRouter } from './metrics/routes';
import { startMetrics } from './metrics/startMetrics';
import { createNodesRouter } from './nodes/routes';
import { eventsAbout } from './pods/eventsAbout';
import { podsOnDemand } from './pods/onDemand';
import { createNetworkRouter } from './network/routes';
import { readNetworkSettings } from './network/settings';
import { createPodsRouter } from './pods/routes';
import { createPreparingRouter } from './preparing/routes';
import { createQuotasRouter } from './quotas/routes';
import { createRegistrationsRouter } from './registrations/routes';
import { addAgentActions } from './requests/http/agentActions';
import { followDrift } from './requests/reconcile/reconcile';
import type { UserCredentials } from './requests/parts';
import { startRequestsRoom } from './requests/room';
import { createTeamsOf } from './requests/teamsOf';
import { createSchemaRouter } from './schema/document';
import { startRollbacks } from './workloads/automaticRollback/startRollbacks';
import { createTellOwners } from './workloads/automaticRollback/tellOwners';
import { startChangeLog } from './workloads/changes/changeLog';
import { createOwnerOf } from './workloads/commands/gitOps';
import { createCommandsRouter } from './workloads/commands/routes';
import { workloadTarget } from './workloads/commands/target';
import { createEntityTopic } from './workloads/entity/entityTopic';
import { readWorkloadObject } from './workloads/history/read';
import { createStorage } from './storage/createStorage';
import { createStorageRouter } from './storage/routes';
import { readStorageCatalogue } from './storage/readCatalogue';
import { createTerminals } from './terminals/terminals';
import { createReasonsRouter } from './workloads/reasons/routes';
import { rightsFor, startWorkloadRoom } from './workloads/room';
import { createWorkloadsRouter } from './workloads/routes';
import { createRunsOf } from './workloads/entity/runs';
import { createScalingRouter } from './workloads/scaling/routes';
import { startScalingLog } from './workloads/scaling/scalingLog';
import { createWorkloadsTopic } from './workloads/list/workloadsTopic';

/** The backend of Paddock. All wiring is here, and nothing else is. */
export const paddockPlugin = createBackendPlugin({
  pluginId: 'paddock',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        bridge: clustersServiceRef,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { catalog, httpAuth, httpRouter, lifecycle, logger } = deps;
        deps.permissionsRegistry.addPermissions(paddockPermissions);

        const audit = await openAudit(deps);
        const { trail, denials } = audit;
        const clusters = startClusters(deps);
        const personOf = createPersonOf(deps);
        deps.bridge.decideBy(createMayList(clusters, personOf));
        const views = createViews(error =>
          logger.error('A live view could not be refreshed', error as Error),
        );
        const reads = createReads();
        const limits = readLimits(deps.config);
        const room = startWorkloadRoom(clusters);
        const scaling = startScalingLog(clusters);
        const changes = startChangeLog(room);
        const storage = createStorage({
          clusters,
          catalogue: readStorageCatalogue(deps.config),
        });
        const settings = readNetworkSettings(deps.config);
        const requests = await startRequestsRoom({
          ...deps,
          trail,
          clusters,
          personOf,
          usesOf,
          reads,
          classes: storage.classes,
          policiesAre: cluster => settings(cluster).policiesAre,
        });
        const audience = createAudience(deps);
        await startAlerts({
          ...deps,
          audience,
          clusters,
          workloads: room.list.all,
          rightsFor,
          teamsOf: createTeamsOf(requests.asking),
        });
        const topics = [
          createWorkloadsTopic(room),
          createEntityTopic({ room, catalog }),
          createHomeTopic({ catalog, runsOf: createRunsOf(room, changes) }),
          ...requests.topics,
        ];
        const rollbacks = startRollbacks({
          ...deps,
          trail,
          clusters,
          tell: createTellOwners({ ...deps, audience, clusters, rightsFor }),
          now: Date.now,
        });
        const drift = followDrift({
          clusters,
          store: requests.asking.store,
          logger,
        });
        const metrics = startMetrics(
          createHistory(readPrometheus(deps.config)),
        );
        const shared = {
          ...deps,
          trail,
          clusters,
          personOf,
          act: createAct({ ...deps, trail, clusters, personOf }),
          views,
          reads,
          limits,
          topics: new Map(topics.map(topic => [topic.name, topic])),
        };
        const live = createLiveRouter(shared);
        const terminals = createTerminals({
          ...shared,
          denied: denials.denied,
          openExec: ({ connection }) => connection.exec,
        });

        httpRouter.use(denials.watch);
        httpRouter.use(createRateLimit(httpAuth));
        httpRouter.use(createSchemaRouter());
        httpRouter.use(createPreparingRouter(deps));
        httpRouter.use(live.router);
        httpRouter.use(createWorkloadsRouter(shared));
        httpRouter.use(
          createReasonsRouter({ ...shared, room, onDemand: podsOnDemand }),
        );
        httpRouter.use(requests.router);
        httpRouter.use(createPodsRouter(shared));
        httpRouter.use(
          createScalingRouter({ ...shared, log: scaling, eventsAbout }),
        );
        httpRouter.use(terminals.router);
        httpRouter.use(createMetricsRouter({ ...shared, metrics }));
        httpRouter.use(createNodesRouter(shared));
        httpRouter.use(createQuotasRouter(shared));
        httpRouter.use(createStorageRouter({ ...shared, storage }));
        httpRouter.use(createClustersRouter(shared));
        httpRouter.use(createRegistrationsRouter(shared));
        const argoCd = deps.config.getOptionalString('paddock.gitOps.argoCd');
        httpRouter.use(createCommandsRouter({ ...shared, argoCd }));
        const workload = { target: workloadTarget, read: readWorkloadObject };
        const ownerOf = createOwnerOf(argoCd);
        httpRouter.use(createConfigRouter({ ...shared, ownerOf, workload }));
        httpRouter.use(createNetworkRouter({ ...shared, settings, workload }));

        httpRouter.use(denials.explain);

        addAgentActions(deps.actionsRegistry, {
          ...requests.asking,
          isUser: (credentials): credentials is UserCredentials =>
            deps.auth.isPrincipal(credentials, 'user'),
        });

        addWorkloadActions(deps.actionsRegistry, deps);
        addPodActions(deps.actionsRegistry, deps);

        // One after the other: terminals tidy up in clusters.
        lifecycle.addShutdownHook(async () => {
          for (const part of [
            live,
            terminals,
            rollbacks,
            drift,
            views,
            scaling,
            changes,
            room,
            requests,
            clusters,
            audit,
          ]) {
            await part.stop();
          }
        });
      },
    });
  },
});
