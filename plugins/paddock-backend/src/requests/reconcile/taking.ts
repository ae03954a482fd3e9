import { portal } from '../../audit/recorded';
import type { Change, Done } from '../../reconcile/step';
import type { Stop } from '../../reconcile/stop';
import * as steps from '../../reconcile/takeSteps';
import { stopOf } from './failures';
import { type Job, recordPartsOf } from './job';

/** With what the steps of this request are taken. */
export const takingOf = (job: Job): steps.Taking => ({
  ...stoppingOf(job),
  recordParts: recordPartsOf(job.parts),
  actOf: change => actOf(job, change),
});

const stoppingOf = ({
  row,
  vault,
  held,
}: Pick<Job, 'row' | 'vault' | 'held'>) => ({
  held,
  stopOf: (error: unknown) => stopOf(error, { cluster: row.cluster, vault }),
});

function actOf(
  { row, revision, held }: Job,
  { event, detail }: Pick<Change, 'event' | 'detail'>,
) {
  const { decision } = revision;
  return {
    event,
    actor: portal,
    requestId: row.id,
    detail: {
      ...detail,
      cluster: row.cluster,
      revision: revision.revision,
      fence: held.lease.fence,
      requestedBy: row.requestedBy,
      approvedBy: decision.state === 'approved' ? decision.by : decision.state,
    },
  };
}

/** No change without its record, and none without the lease. */
export const makeChange = (job: Job, change: Change): Promise<Done | Stop> =>
  steps.makeChange(takingOf(job), change);

/** What a cluster or Vault refuses is a reason to stop; everything else is thrown on. */
export const orStop = <T>(
  job: Pick<Job, 'row' | 'vault' | 'held'>,
  run: () => Promise<T>,
): Promise<T | Stop> => steps.orStop(stoppingOf(job), run);
