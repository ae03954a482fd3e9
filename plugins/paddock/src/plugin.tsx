import type { Entity } from '@backstage/catalog-model';
import {
  ApiBlueprint,
  createFrontendPlugin,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import AssignmentIcon from '@material-ui/icons/Assignment';
import DashboardIcon from '@material-ui/icons/Dashboard';
import LayersIcon from '@material-ui/icons/Layers';
import type { ComponentType } from 'react';
import { catalogRouteRef, createServiceRouteRef } from './home/paths';
import { createLiveApi } from './live/createLiveApi';
import { liveApiRef } from './live/liveApi';
import { poolRouteRef } from './metrics/pool/paths';
import { PreparingBanner } from './preparing/PreparingBanner';
import { auditRouteRef, requestsRouteRef } from './requests/paths';
import { isLiveAvailable } from './workloads/annotations';

const homeRouteRef = createRouteRef();
const workloadsRouteRef = createRouteRef();

/** A component may say what belongs to it; of others it is of use only where they do. */
const mayBeLive = (entity: Entity) =>
  entity.kind.toLowerCase() === 'component' || isLiveAvailable(entity);

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

/** A page as its route loads it. The frame of the new frontend system brings no landmark of its own. */
const pageOf = (load: () => Promise<ComponentType>) => () =>
  load().then(Content => (
    <main>
      <PreparingBanner />
      <Content />
    </main>
  ));

/** Beside the first page that a portal has already. A portal without one puts it at `/` by `app.extensions`. */
const homePage = PageBlueprint.make({
  name: 'home',
  params: {
    path: '/paddock',
    title: 'Paddock',
    icon: <DashboardIcon fontSize="inherit" />,
    routeRef: homeRouteRef,
    loader: pageOf(() => import('./HomePage').then(m => m.HomePage)),
  },
});

const workloadsPage = PageBlueprint.make({
  name: 'workloads',
  params: {
    path: '/workloads',
    title: 'Workloads',
    icon: <LayersIcon fontSize="inherit" />,
    routeRef: workloadsRouteRef,
    loader: pageOf(() => import('./WorkloadsPage').then(m => m.WorkloadsPage)),
  },
});

const requestsPage = PageBlueprint.make({
  name: 'requests',
  params: {
    path: '/requests',
    title: 'Requests',
    icon: <AssignmentIcon fontSize="inherit" />,
    routeRef: requestsRouteRef,
    loader: pageOf(() =>
      import('./requests/RequestsPages').then(m => m.RequestsPages),
    ),
  },
});

/** Without an icon, and so not in everybody's navigation: administrators come from the requests. */
const auditPage = PageBlueprint.make({
  name: 'audit',
  params: {
    path: '/audit',
    title: 'Audit',
    routeRef: auditRouteRef,
    loader: pageOf(() =>
      import('./requests/audit/AuditContent').then(m => m.AuditContent),
    ),
  },
});

/** Without an icon, too: whoever may see something in a cluster comes from the workloads. */
const poolPage = PageBlueprint.make({
  name: 'pool',
  params: {
    path: '/pool',
    title: 'Pool',
    routeRef: poolRouteRef,
    loader: pageOf(() =>
      import('./metrics/pool/PoolContent').then(m => m.PoolContent),
    ),
  },
});

const entityLiveCard = EntityCardBlueprint.make({
  name: 'live',
  params: {
    filter: mayBeLive,
    loader: () =>
      import('./workloads/card/EntityLiveCard').then(m => <m.EntityLiveCard />),
  },
});

const entityRequestsCard = EntityCardBlueprint.make({
  name: 'requests',
  params: {
    filter: { kind: 'component' },
    loader: () =>
      import('./requests/card/EntityRequestsCard').then(m => (
        <m.EntityRequestsCard />
      )),
  },
});

const namespacePicker = FormFieldBlueprint.make({
  name: 'namespace-picker',
  params: {
    field: () =>
      import('./fields/formFields').then(m => m.namespacePickerField),
  },
});

const clusterPicker = FormFieldBlueprint.make({
  name: 'cluster-picker',
  params: {
    field: () => import('./fields/formFields').then(m => m.clusterPickerField),
  },
});

const storageClassPicker = FormFieldBlueprint.make({
  name: 'storage-class-picker',
  params: {
    field: () =>
      import('./fields/formFields').then(m => m.storageClassPickerField),
  },
});

const servicePicker = FormFieldBlueprint.make({
  name: 'service-picker',
  params: {
    field: () => import('./fields/formFields').then(m => m.servicePickerField),
  },
});

const entityLiveContent = EntityContentBlueprint.make({
  name: 'live',
  params: {
    path: '/live',
    title: 'Live',
    filter: mayBeLive,
    loader: () => import('./LivePage').then(m => <m.LivePage />),
  },
});

const entityVolumesContent = EntityContentBlueprint.make({
  name: 'volumes',
  params: {
    path: '/volumes',
    title: 'Volumes',
    filter: { kind: 'component' },
    loader: () => import('./VolumesPage').then(m => <m.VolumesPage />),
  },
});

const entityConfigContent = EntityContentBlueprint.make({
  name: 'config',
  params: {
    path: '/config',
    title: 'Config',
    filter: { kind: 'component' },
    loader: () => import('./ConfigPage').then(m => <m.ConfigPage />),
  },
});

/** Paddock's pages. What a person may see in them is decided by the backend, which says so in words. */
export const paddockPlugin = createFrontendPlugin({
  pluginId: 'paddock',
  title: 'Paddock',
  info: { packageJson: () => import('../package.json') },
  routes: {
    home: homeRouteRef,
    workloads: workloadsRouteRef,
    requests: requestsRouteRef,
    audit: auditRouteRef,
    pool: poolRouteRef,
  },
  externalRoutes: {
    catalog: catalogRouteRef,
    createService: createServiceRouteRef,
  },
  extensions: [
    liveApi,
    homePage,
    workloadsPage,
    requestsPage,
    auditPage,
    poolPage,
    entityLiveContent,
    entityVolumesContent,
    entityLiveCard,
    entityConfigContent,
    entityRequestsCard,
    namespacePicker,
    clusterPicker,
    storageClassPicker,
    servicePicker,
  ],
});
