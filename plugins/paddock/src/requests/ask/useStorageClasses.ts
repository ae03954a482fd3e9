import { useCallback } from 'react';
import { useClient } from '../useClient';
import { useLoaded } from '../useLoaded';

/** What is known of the storage classes of a cluster. */
export function useStorageClasses(cluster: string) {
  const client = useClient();
  const load = useCallback(
    () => client.storageClasses(cluster),
    [client, cluster],
  );
  return useLoaded(load);
}
