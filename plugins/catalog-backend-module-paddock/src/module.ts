import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { createFetchResources } from './fetchResources';
import { createLocationGuard } from './locationGuard';
import { createOneWayRelations } from './oneWayRelations';
import { createResourceProvider } from './resourceProvider';
import { readResourceReaders } from './resourceReaders';

/** Keeps what Paddock's requests have made in the catalog. */
export const catalogModulePaddock = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'paddock',
  register(env) {
    env.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        catalog: catalogServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, httpRouter, ...parts }) {
        const { config, logger, scheduler } = parts;
        if (readResourceReaders(config) === 'owners') {
          processing.addProcessor(createOneWayRelations());
          // Modules start before their plugin, so this comes before its routes.
          httpRouter.use(createLocationGuard(parts));
        }
        processing.addEntityProvider(
          createResourceProvider({
            fetchResources: createFetchResources(parts),
            portalUrl: config.getString('app.baseUrl'),
            logger,
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { seconds: 30 },
              timeout: { seconds: 60 },
            }),
          }),
        );
      },
    });
  },
});
