import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { entitiesOf, location } from './entities';
import type { FetchResources } from './fetchResources';

export interface ResourceProviderOptions {
  fetchResources: FetchResources;
  /** Address of the portal's pages. */
  portalUrl: string;
  logger: LoggerService;
  schedule: SchedulerServiceTaskRunner;
}

/** Puts what requests have made into the catalog, whole, each time that it looks. */
export function createResourceProvider({
  fetchResources,
  portalUrl,
  logger,
  schedule,
}: ResourceProviderOptions): EntityProvider {
  // A backend that is away is reported once, not every half minute.
  let away = false;

  async function refresh(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const resources = await fetchResources(signal).catch((error: Error) => {
      if (!away) {
        logger.warn(
          `The Paddock backend did not say what requests have made (${error.message}); the catalog keeps what it had.`,
        );
      }
      return undefined;
    });
    away = !resources;
    if (!resources) return;
    await connection.applyMutation({
      type: 'full',
      entities: entitiesOf(resources, portalUrl).map(entity => ({
        entity,
        locationKey: location,
      })),
    });
  }

  return {
    getProviderName: () => 'paddock-requests',
    connect: connection =>
      schedule.run({
        id: 'paddock-requests-refresh',
        fn: signal => refresh(connection, signal),
      }),
  };
}
