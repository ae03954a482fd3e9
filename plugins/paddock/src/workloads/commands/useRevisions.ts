import type {
  Workload,
  WorkloadRevision,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';
import { pathOf } from './path';

export type RevisionsState =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  | { state: 'known'; revisions: WorkloadRevision[] };

/** The revisions that the cluster keeps, newest first; read once, when somebody wants to choose. */
export function useRevisions(workload: Workload): RevisionsState {
  const portal = usePortal();
  const [known, setKnown] = useState<RevisionsState>({ state: 'waiting' });
  const path = `${pathOf(workload)}/revisions`;
  useEffect(() => {
    const stop = new AbortController();
    portal.get<WorkloadRevision[]>(path, stop.signal).then(
      revisions => setKnown({ state: 'known', revisions }),
      error => {
        if (stop.signal.aborted) return;
        setKnown({ state: 'lost', reason: inWords(error) });
      },
    );
    return () => stop.abort();
  }, [portal, path]);
  return known;
}
