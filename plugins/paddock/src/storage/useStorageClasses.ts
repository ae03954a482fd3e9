import type { StorageClasses } from '@paddock/backstage-plugin-paddock-common';
import { useCallback, useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

/** What the portal says of a cluster's classes, or that it could not be asked. */
export type StorageClassesState = { state: 'waiting' } | StorageClasses;

/** The storage classes of a cluster; read when they are needed, and again on request. */
export function useStorageClasses(cluster: string) {
  const portal = usePortal();
  const [classes, setClasses] = useState<StorageClassesState>({
    state: 'waiting',
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setClasses({ state: 'waiting' });
    if (!cluster) return undefined;
    const path = `/clusters/${encodeURIComponent(cluster)}/storage-classes`;
    portal.get<StorageClasses>(path, stop.signal).then(
      // A newer cluster's answer must not be overtaken by an older one's.
      answer => !stop.signal.aborted && setClasses(answer),
      error => {
        if (stop.signal.aborted) return;
        setClasses({ state: 'lost', reason: inWords(error) });
      },
    );
    return () => stop.abort();
  }, [portal, cluster, turn]);
  const again = useCallback(() => setTurn(count => count + 1), []);
  return { classes, again };
}
