import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Request } from 'express';
import type { AuditLine, RequestStore } from './store';
import { oneLine } from './visible';

export interface RecordParts {
  auditor: AuditorService;
  store: Pick<RequestStore, 'audit'>;
  logger: LoggerService;
}

/** Something that somebody does. `detail` holds no value of a secret and no text of a person but names. */
export interface Act {
  /** Kebab-case. */
  event: string;
  /** Catalog ref of the person. */
  actor: string;
  request: Request;
  requestId?: string;
  detail: AuditLine['detail'];
}

/**
 * An act and its record are one: it is written down before it begins, in Backstage's audit log and in the audit table,
 * and again when it has ended, however it ended. What cannot be written down beforehand does not happen.
 *
 * @param after - what is only known afterwards, like the id of what was created
 */
export async function recorded<T>(
  { auditor, store, logger }: RecordParts,
  act: Act,
  run: () => Promise<T>,
  after: (result: T) => Partial<Pick<Act, 'requestId' | 'detail'>> = () => ({}),
): Promise<T> {
  const detail = clean(act.detail);
  const { actor, event, requestId } = act;
  const entry = await auditor.createEvent({
    eventId: event,
    severityLevel: 'medium',
    request: act.request,
    meta: { ...detail, ...(requestId && { requestId }) },
  });
  const line = { actor, event, ...(requestId && { requestId }), detail };
  await store.audit.append({ ...line, phase: 'intended' });
  // The act itself has ended: that its end cannot be written down must not change what the caller is told of it.
  const conclude = (phase: 'done' | 'failed', more: object) =>
    store.audit
      .append({ ...line, ...more, phase })
      .catch(error =>
        logger.error(`The end of "${event}" is not in the audit table`, error),
      );
  let result: T;
  try {
    result = await run();
  } catch (thrown) {
    const error = toError(thrown);
    await conclude('failed', { detail: { ...detail, error: error.name } });
    await entry.fail({ error });
    throw thrown;
  }
  const more = after(result);
  await conclude('done', {
    ...more,
    detail: { ...detail, ...clean(more.detail ?? {}) },
  });
  await entry.success({ meta: { ...more.detail } });
  return result;
}

/** A line of the audit trail is one line, whatever names people choose. */
function clean(detail: AuditLine['detail']): AuditLine['detail'] {
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      key,
      typeof value === 'string' ? oneLine(value) : value,
    ]),
  );
}
