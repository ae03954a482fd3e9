import type {
  Workload,
  WorkloadActsAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import { useLoaded } from '../../portal/useLoaded';
import { usePortal } from '../../portal/usePortal';
import { askActs } from './actsInBatches';
import { pathOf } from './path';

/** What the person may do to a workload; asked again when what it depends on has changed. */
export function useActs(
  workload: Workload,
): { state: 'waiting' } | WorkloadActsAnswer {
  const portal = usePortal();
  const { cluster, namespace, kind, name } = workload;
  const { state, revision } = workload.rollout;
  const run = workload.batch?.is === 'job' && workload.batch.run.status;
  const { standing, how } = workload.delivery ?? {};
  const step = how?.strategy === 'canary' && how.at;
  const { loaded } = useLoaded(
    `acts of ${pathOf(workload)}`,
    () => askActs(portal, { cluster, namespace, kind, name }),
    { seen: JSON.stringify([state, revision, run, standing, step]) },
  );
  return 'value' in loaded ? loaded.value : { state: 'waiting' };
}
