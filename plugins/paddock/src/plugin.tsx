import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import LayersIcon from '@material-ui/icons/Layers';
import { createLiveApi } from './live/createLiveApi';
import { liveApiRef } from './live/liveApi';
import { idAnnotation, selectorAnnotation } from './workloads/annotations';

const workloadsRouteRef = createRouteRef();

const liveApi = ApiBlueprint.make({
  name: 'live',
  params: defineParams =>
    defineParams({
      api: liveApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
      },
      factory: deps => createLiveApi(deps),
    }),
});

const workloadsPage = PageBlueprint.make({
  name: 'workloads',
  params: {
    path: '/workloads',
    title: 'Workloads',
    icon: <LayersIcon fontSize="inherit" />,
    routeRef: workloadsRouteRef,
    loader: () =>
      import('./workloads/WorkloadsContent').then(m => (
        // The frame of the new frontend system brings no landmark of its own.
        <main>
          <m.WorkloadsContent />
        </main>
      )),
  },
});

const entityLiveContent = EntityContentBlueprint.make({
  name: 'live',
  params: {
    path: '/live',
    title: 'Live',
    filter: {
      $any: [
        { kind: 'component' },
        { [`metadata.annotations.${idAnnotation}`]: { $exists: true } },
        { [`metadata.annotations.${selectorAnnotation}`]: { $exists: true } },
      ],
    },
    loader: () => import('./LivePage').then(m => <m.LivePage />),
  },
});

/** Paddock's pages. What a person may see in them is decided by the backend, which says so in words. */
export const paddockPlugin = createFrontendPlugin({
  pluginId: 'paddock',
  title: 'Paddock',
  info: { packageJson: () => import('../package.json') },
  routes: { workloads: workloadsRouteRef },
  extensions: [liveApi, workloadsPage, entityLiveContent],
});
