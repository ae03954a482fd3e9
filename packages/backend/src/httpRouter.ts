import {
  createAuthIntegrationRouter,
  createCookieAuthRefreshMiddleware,
  createCredentialsBarrier,
  createLifecycleMiddleware,
  createRateLimitMiddleware,
  createWebSocketRouter,
} from '@backstage/backend-defaults/httpRouter';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  createBuckets,
  createCallerLimit,
  type Rate,
} from '@paddock/backstage-plugin-paddock-backend';
import PromiseRouter from 'express-promise-router';

/** As `paddock.limits` says. */
function readRate(config: Config, key: string, standard: Rate): Rate {
  const section = config.getOptionalConfig(`paddock.limits.${key}`);
  const burst = section?.getOptionalNumber('burst') ?? standard.burst;
  const perSecond =
    section?.getOptionalNumber('perSecond') ?? standard.perSecond;
  if (burst >= 1 && perSecond > 0) return { burst, perSecond };
  throw new Error(
    `paddock.limits.${key} is ${burst} and ${perSecond}: burst must be at least 1, and perSecond more than 0`,
  );
}

/** What has the portal fetch, parse, build or run what the caller names: of each plugin it has a limit of its own. */
const costly: Readonly<Record<string, [method: string, path: RegExp]>> = {
  catalog: [
    'POST',
    /^\/(locations|analyze-location|refresh|validate-entity)\/?$/,
  ],
  scaffolder: ['POST', /^\/v2\/(tasks|dry-run)\/?$/],
  techdocs: ['GET', /^\/sync\//],
};

interface Asked {
  method: string;
  /** Below the plugin's own. */
  path: string;
}

function isCostly(pluginId: string, { method, path }: Asked): boolean {
  const [by, pattern] = costly[pluginId] ?? [];
  return method === by && pattern?.test(path) === true;
}

/**
 * Backstage's own router of a plugin, and before each plugin's routes one limit for all of them together: of a person, or
 * of an address where nobody has signed in. The pages themselves, which are files, are not counted.
 */
export const httpRouter = createServiceFactory({
  service: coreServices.httpRouter,
  initialization: 'always',
  deps: {
    auth: coreServices.auth,
    config: coreServices.rootConfig,
    httpAuth: coreServices.httpAuth,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootHttpRouter: coreServices.rootHttpRouter,
  },
  createRootContext({ config }) {
    const standard = { burst: 300, perSecond: 30 };
    const costlyOnes = { burst: 10, perSecond: 0.2 };
    return {
      take: createBuckets(readRate(config, 'requests', standard)),
      takeCostly: createBuckets(readRate(config, 'costlyRequests', costlyOnes)),
    };
  },
  async factory(deps, { take, takeCostly }) {
    const { auth, config, httpAuth, lifecycle, logger, rootHttpRouter } = deps;
    const pluginId = deps.plugin.getId();
    const router = PromiseRouter();
    const routes = PromiseRouter();
    const barrier = createCredentialsBarrier({ httpAuth, config });
    rootHttpRouter.use(`/api/${pluginId}`, router);
    router.use(createRateLimitMiddleware({ pluginId, config }));
    if (pluginId !== 'app') {
      const takeFor = (caller: string, req: Asked) =>
        take(caller) ||
        (isCostly(pluginId, req) ? takeCostly(`${pluginId} ${caller}`) : 0);
      router.use(createCallerLimit(httpAuth, takeFor));
    }
    router.use(createAuthIntegrationRouter({ auth }));
    router.use(createLifecycleMiddleware({ config, lifecycle }));
    router.use(barrier.middleware);
    router.use(createCookieAuthRefreshMiddleware({ auth, httpAuth }));
    router.use(routes);
    router.use(MiddlewareFactory.create({ config, logger }).error());
    return {
      use: handler => void routes.use(handler),
      addAuthPolicy: barrier.addAuthPolicy,
      addWebSocketHandler: createWebSocketRouter({
        auth,
        config,
        lifecycle,
        logger,
        pluginId,
        rootHttpRouter,
      }),
    };
  },
});
