import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { createFetchResources } from './fetchResources';
import { createLocationGuard } from './locationGuard';
import { createEntityParser } from './locations/entityParser';
import { createLimitedUrlReader } from './locations/limitedUrlReader';
import { readLimits } from './locations/limits';
import { createLocationLimits } from './locations/locationLimits';
import { createPlaceholders } from './locations/placeholders';
import { createOneWayRelations } from './oneWayRelations';
import { createResourceProvider } from './resourceProvider';
import { readResourceReaders } from './resourceReaders';

/** Keeps what Paddock's requests have made in the catalog, and what people register within limits. */
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
        model: catalogModelExtensionPoint,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
      },
      async init({ processing, model, reader, httpRouter, ...parts }) {
        const { config, logger, scheduler } = parts;
        const limits = readLimits(config);
        model.setEntityDataParser(createEntityParser(limits));
        processing.addProcessor(
          createLocationLimits(limits),
          createLimitedUrlReader(limits, { reader, logger }),
        );
        const placeholders = createPlaceholders(limits, reader);
        for (const [key, resolve] of Object.entries(placeholders)) {
          processing.addPlaceholderResolver(key, resolve);
        }
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
