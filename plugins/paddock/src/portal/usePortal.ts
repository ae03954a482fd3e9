import {
  discoveryApiRef,
  type FetchApi,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { QueryClient } from '@tanstack/react-query';
import { createPortal, type Portal } from './createPortal';
import { PortalError } from './PortalError';

interface Shared {
  portal: Portal;
  queries: QueryClient;
}

/** One for all components of an app, wherever they are mounted: what several of them ask at once is asked once. */
const shared = new WeakMap<FetchApi, Shared>();

function useShared(): Shared {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const known = shared.get(fetchApi);
  if (known) return known;
  const portal = createPortal({ discoveryApi, fetchApi });
  const created = { portal, queries: createQueries() };
  shared.set(fetchApi, created);
  return created;
}

/** The backend's API for a component. */
export const usePortal = (): Portal => useShared().portal;

/** What the components have read from it. */
export const useQueries = (): QueryClient => useShared().queries;

const retriesAtMost = 3;

function createQueries() {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        // Rights may change: what nobody shows is not kept.
        gcTime: 0,
        // A portal on one's own machine answers without a network.
        networkMode: 'always',
        refetchOnReconnect: true,
        refetchIntervalInBackground: false,
        retry: (failures, error) =>
          failures < retriesAtMost &&
          error instanceof PortalError &&
          error.isPassing,
        retryDelay: failures => 1_000 * 2 ** failures,
      },
    },
  });
  // As a provider would do it: from here on it follows whether the page is visible.
  queries.mount();
  return queries;
}
