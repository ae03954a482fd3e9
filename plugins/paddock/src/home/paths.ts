import { createExternalRouteRef } from '@backstage/frontend-plugin-api';

/** Where services are made from templates. */
export const createServiceRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** Where everything that the catalog has is found. */
export const catalogRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog.catalogIndex',
});
