import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { createPaths, requestsRouteRef } from './paths';

/** Paths of the pages of requests, wherever the portal has mounted them. */
export function usePaths() {
  const root = useRouteRef(requestsRouteRef)?.() ?? '/requests';
  return useMemo(() => createPaths(root.replace(/\/$/, '')), [root]);
}
