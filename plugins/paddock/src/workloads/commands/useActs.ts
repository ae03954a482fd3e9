import type {
  Workload,
  WorkloadActsAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { usePortal } from '../../portal/usePortal';
import { askActs } from './actsInBatches';

export type ActsState = { state: 'waiting' } | WorkloadActsAnswer;

/** What the person may do to a workload; asked again when the workload has changed. */
export function useActs(workload: Workload): ActsState {
  const portal = usePortal();
  const [acts, setActs] = useState<ActsState>({ state: 'waiting' });
  const { cluster, namespace, kind, name } = workload;
  const { state, revision } = workload.rollout;
  const run = workload.batch?.is === 'job' && workload.batch.run.status;
  const { standing, how } = workload.delivery ?? {};
  const step = how?.strategy === 'canary' ? how.at : undefined;
  useEffect(() => {
    let isLeft = false;
    void askActs(portal, { cluster, namespace, kind, name }).then(answer => {
      if (!isLeft) setActs(answer);
    });
    return () => {
      isLeft = true;
    };
    // What may be done depends on these, too.
  }, [
    portal,
    cluster,
    namespace,
    kind,
    name,
    state,
    revision,
    run,
    standing,
    step,
  ]);
  return acts;
}
