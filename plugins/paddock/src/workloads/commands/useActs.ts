import type {
  Workload,
  WorkloadActs,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';
import { pathOf } from './path';

export type ActsState =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  | { state: 'known'; answer: WorkloadActs };

/** What the person may do to a workload; asked again when the workload has changed. */
export function useActs(workload: Workload): ActsState {
  const portal = usePortal();
  const [acts, setActs] = useState<ActsState>({ state: 'waiting' });
  const path = `${pathOf(workload)}/acts`;
  const { state, revision } = workload.rollout;
  const run = workload.batch?.is === 'job' && workload.batch.run.status;
  const { standing, how } = workload.delivery ?? {};
  const step = how?.strategy === 'canary' ? how.at : undefined;
  useEffect(() => {
    const stop = new AbortController();
    portal.get<WorkloadActs>(path, stop.signal).then(
      answer => setActs({ state: 'known', answer }),
      error => {
        if (stop.signal.aborted) return;
        setActs({ state: 'lost', reason: inWords(error) });
      },
    );
    return () => stop.abort();
  }, [portal, path, state, revision, run, standing, step]);
  return acts;
}
