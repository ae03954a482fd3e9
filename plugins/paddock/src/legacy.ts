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
const entityLiveRouteRef = createRouteRef({ id: 'paddock:entity-live' });

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
  routes: { workloads: workloadsRouteRef, entityLive: entityLiveRouteRef },
});

/** The Workloads page, for a `<Route>` of the app. */
export const WorkloadsPage = paddockPlugin.provide(
  createRoutableExtension({
    name: 'WorkloadsPage',
    component: () =>
      import('./WorkloadsWithShell').then(m => m.FramedWorkloads),
    mountPoint: workloadsRouteRef,
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
