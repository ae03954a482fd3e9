import type { JsonObject } from '@backstage/types';
import {
  type End,
  portal,
  recorded as record,
  type RecordParts,
} from '../../../audit/recorded';
import { crashPoint } from '../crashPoints';
import type { EngineParts, Job } from '../job';
import type { Stop } from '../../../reconcile/stop';

/** An effect on a cluster or on Vault. `event` is kebab-case; `detail` never holds a value of a secret. */
export interface Effect {
  event: string;
  detail: JsonObject;
  /** Answers what is only known afterwards, or why it was not done. */
  run(): Promise<Done | Stop>;
}

export interface Done {
  state: 'done';
  detail?: JsonObject;
}

/** What the portal records its own acts with. */
export const recordPartsOf = ({
  auditor,
  store,
  logger,
}: Pick<EngineParts, 'auditor' | 'store' | 'logger'>): RecordParts => ({
  auditor,
  trail: store.audit,
  logger,
});

/** No effect without its record, and none without the lease. */
export async function recorded(
  job: Job,
  { event, detail, run }: Effect,
): Promise<Done | Stop> {
  const { engine, row, revision, held } = job;
  const { decision } = revision;
  const act = {
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
  crashPoint(`before:${event}`);
  held.guard();
  const outcome = await record(
    recordPartsOf(engine),
    act,
    async () => {
      crashPoint(`intended:${event}`);
      const done = await run();
      crashPoint(`made:${event}`);
      return done;
    },
    endOf,
  );
  crashPoint(`after:${event}`);
  return outcome;
}

function endOf(outcome: Done | Stop): End {
  if (outcome.state === 'done') return { detail: outcome.detail ?? {} };
  return { failed: outcome.state === 'waits' ? outcome.for : outcome.why };
}
