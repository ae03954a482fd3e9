import { fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { createClient } from './client';

/** The portal's requests, asked as the person who is signed in. */
export function useClient() {
  const fetchApi = useApi(fetchApiRef);
  return useMemo(() => createClient(fetchApi), [fetchApi]);
}
