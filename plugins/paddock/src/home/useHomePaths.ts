import { useRouteRef as useOwnRouteRef } from '@backstage/core-plugin-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import type { OwnService } from './ownServices';
import { catalogRouteRef, createServiceRouteRef } from './paths';

/** Paths of the pages that the home page leads to, wherever the portal has mounted them. */
export function useHomePaths() {
  const entityPath = useOwnRouteRef(entityRouteRef);
  const liveTab = useCallback(
    ({ kind, namespace, name }: OwnService) =>
      `${entityPath({ kind, namespace, name })}/live`,
    [entityPath],
  );
  return {
    create: useRouteRef(createServiceRouteRef)?.() ?? '/create',
    catalog: useRouteRef(catalogRouteRef)?.() ?? '/catalog',
    liveTab,
  };
}
