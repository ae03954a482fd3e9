import type { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
  PageBlueprint,
  useRouteRefParams,
} from '@backstage/frontend-plugin-api';
import appPlugin from '@backstage/plugin-app';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createRoot } from 'react-dom/client';
import paddockPlugin from '../src';
import { LivePage } from '../src/LivePage';

function componentOf(name: string): Entity {
  const annotations = { 'backstage.io/kubernetes-id': name };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
  };
}

/** The Live tab of any component, without a catalog around it. */
function LiveTab() {
  const { name } = useRouteRefParams(entityRouteRef);
  return (
    <EntityProvider entity={componentOf(name)}>
      <div style={{ padding: 16 }}>
        <LivePage />
      </div>
    </EntityProvider>
  );
}

const livePage = PageBlueprint.make({
  name: 'live',
  params: {
    path: '/catalog/:namespace/:kind/:name',
    routeRef: entityRouteRef,
    loader: async () => <LiveTab />,
  },
});

const catalogApi = ApiBlueprint.make({
  name: 'catalog',
  params: defineParams =>
    defineParams({
      api: catalogApiRef,
      deps: {},
      factory: () =>
        catalogApiMock({ entities: [componentOf('payments-api')] }),
    }),
});

/** Nobody signs in here: the stock page would ask a backend whether a guest may. */
const appWithoutSignIn = appPlugin.withOverrides({
  extensions: [
    appPlugin.getExtension('sign-in-page:app').override({ disabled: true }),
  ],
});

const app = createApp({
  features: [
    appWithoutSignIn,
    paddockPlugin,
    createFrontendModule({
      pluginId: 'paddock',
      extensions: [livePage, catalogApi],
    }),
  ],
});

createRoot(document.getElementById('root')!).render(app.createRoot());
