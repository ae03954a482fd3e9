import { toError } from '@backstage/errors';
import type { AuditLine } from '../store';
import { crashPoint } from './crashPoint';
import type { Job } from './job';
import type { Stop } from './stop';
import { oneLine } from '../visible';

type Detail = AuditLine['detail'];

/** An effect on a cluster or on Vault. `event` is kebab-case; `detail` never holds a value of a secret. */
export interface Effect {
  event: string;
  detail: Detail;
  /** Answers what is only known afterwards, or why it was not done. */
  run(): Promise<Done | Stop>;
}

export interface Done {
  state: 'done';
  detail?: Detail;
}

/**
 * No effect without its record: it is written down before it happens, in the audit table and in Backstage's audit log,
 * and again when it has ended. What cannot be written down does not happen.
 */
export async function recorded(
  job: Job,
  { event, detail: own, run }: Effect,
): Promise<Done | Stop> {
  const { engine, row, revision, held } = job;
  const { decision } = revision;
  const detail = clean({
    ...own,
    cluster: row.cluster,
    revision: revision.revision,
    fence: held.lease.fence,
    requestedBy: row.requestedBy,
    approvedBy: decision.state === 'approved' ? decision.by : decision.state,
  });
  const line = { actor: 'portal', event, requestId: row.id };
  const append = (phase: AuditLine['phase'], more: Detail = {}) =>
    engine.store.audit.append({
      ...line,
      phase,
      detail: { ...detail, ...clean(more) },
    });

  crashPoint(`before:${event}`);
  held.guard();
  await append('intended');
  const entry = await engine.auditor?.createEvent({
    eventId: `request-${event}`,
    severityLevel: 'medium',
    meta: { requestId: row.id, ...detail },
  });
  crashPoint(`intended:${event}`);
  let outcome: Done | Stop;
  try {
    outcome = await run();
  } catch (thrown) {
    const error = toError(thrown);
    await entry?.fail({ error });
    await append('failed', { why: error.message });
    throw thrown;
  }
  crashPoint(`made:${event}`);
  if (outcome.state === 'done') {
    await append('done', outcome.detail);
    await entry?.success();
  } else {
    const why = outcome.state === 'waits' ? outcome.for : outcome.why;
    await append('failed', { why });
    await entry?.fail({ error: new Error(why) });
  }
  crashPoint(`after:${event}`);
  return outcome;
}

const LONGEST = 1_000;

/** A line of the audit trail is one line, whatever a cluster says. */
const clean = (detail: Detail): Detail =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      key,
      typeof value === 'string' ? oneLine(value).slice(0, LONGEST) : value,
    ]),
  );
