import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { createFetchResources } from './fetchResources';
import { createResourceProvider } from './resourceProvider';

/** Keeps what Paddock's requests have made in the catalog. */
export const catalogModulePaddock = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'paddock',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, auth, config, discovery, logger, scheduler }) {
        catalog.addEntityProvider(
          createResourceProvider({
            fetchResources: createFetchResources({ auth, discovery }),
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
