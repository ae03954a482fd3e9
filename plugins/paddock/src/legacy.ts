/**
 * Paddock's pages for portals of the older frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
} from '@backstage/core-plugin-api';
import { createLiveApi } from './live/createLiveApi';
import { liveApiRef } from './live/liveApi';

export { isLiveAvailable } from './workloads/annotations';

const workloadsRouteRef = createRouteRef({ id: 'paddock:workloads' });
const poolRouteRef = createRouteRef({ id: 'paddock:pool' });
const entityLiveRouteRef = createRouteRef({ id: 'paddock:entity-live' });
const entityConfigRouteRef = createRouteRef({ id: 'paddock:entity-config' });

export const paddockPlugin = createPlugin({
  id: 'paddock',
  apis: [
    createApiFactory({
      api: liveApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
      },
      factory: deps => createLiveApi(deps),
    }),
  ],
  routes: {
    workloads: workloadsRouteRef,
    pool: poolRouteRef,
    entityLive: entityLiveRouteRef,
    entityConfig: entityConfigRouteRef,
  },
});

/** The Workloads page, for a `<Route>` of the app. */
export const WorkloadsPage = paddockPlugin.provide(
  createRoutableExtension({
    name: 'WorkloadsPage',
    component: () => import('./framed').then(m => m.FramedWorkloads),
    mountPoint: workloadsRouteRef,
  }),
);

/** The Pool page, for a `<Route>` of the app. */
export const PoolPage = paddockPlugin.provide(
  createRoutableExtension({
    name: 'PoolPage',
    component: () => import('./framed').then(m => m.FramedPool),
    mountPoint: poolRouteRef,
  }),
);

/** The Live tab, for an `<EntityLayout.Route>` of the entity page. */
export const EntityLiveContent = paddockPlugin.provide(
  createRoutableExtension({
    name: 'EntityLiveContent',
    component: () => import('./LivePage').then(m => m.LivePage),
    mountPoint: entityLiveRouteRef,
  }),
);

/** The Config tab, for an `<EntityLayout.Route>` of the entity page. */
export const EntityConfigContent = paddockPlugin.provide(
  createRoutableExtension({
    name: 'EntityConfigContent',
    component: () => import('./ConfigPage').then(m => m.ConfigPage),
    mountPoint: entityConfigRouteRef,
  }),
);

/** A card for the overview of the entity page: whether it is well, in a sentence. */
export const EntityLiveCard = paddockPlugin.provide(
  createComponentExtension({
    name: 'EntityLiveCard',
    component: {
      lazy: () =>
        import('./workloads/card/EntityLiveCard').then(m => m.EntityLiveCard),
    },
  }),
);
