import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import { detailOf, metaOf } from './detail';
import type { AuditTrail, NewLine } from './trail';

export interface RecordParts {
  auditor: Pick<AuditorService, 'createEvent'>;
  trail: Pick<AuditTrail, 'append' | 'owe'>;
  logger: Pick<LoggerService, 'error'>;
}

/** In place of a person, where the portal acts by itself. */
export const portal = 'portal';

/** Something that somebody does. `detail` holds no value of a secret and no text of a person but names. */
export interface Act {
  /** Kebab-case. */
  event: string;
  /** Catalog ref of the person, or `portal`. */
  actor: string;
  /** Absent where no request has brought it about. */
  request?: Request;
  requestId?: string;
  detail: JsonObject;
  /**
   * It takes something away that must not stay, and so it happens also while the trail cannot be written; its lines
   * follow when it can.
   */
  cannotWait?: boolean;
}

/** How an act ended that has thrown nothing. */
export interface End {
  detail?: JsonObject;
  /** Why it was not done. */
  failed?: string;
}

const requests = new WeakSet<Request>();

/** Whether what this request is about was recorded as an act, with how it ended. */
export const isRecorded = (request: Request): boolean => requests.has(request);

/**
 * The one way to act. An act and its record are one: it is written down before it begins, in Backstage's audit log and
 * in the audit trail, and again when it has ended, however it ended. What cannot be written down beforehand does not
 * happen.
 *
 * @param endOf - what is only known afterwards
 * @throws ServiceUnavailableError when it cannot be written down; what `run` throws
 */
export async function recorded<T>(
  parts: RecordParts,
  act: Act,
  run: () => Promise<T>,
  endOf: (result: T) => End = () => ({}),
): Promise<T> {
  if (act.request) requests.add(act.request);
  const entry = await parts.auditor.createEvent(eventOf(act));
  const end = createEnd(parts, act, entry);
  let intent: number | undefined;
  try {
    intent = await writeIntent(parts, act);
  } catch (error) {
    await end.inLog({}, toError(error));
    throw error;
  }
  let result: T;
  try {
    result = await run();
  } catch (thrown) {
    const error = toError(thrown);
    await end.everywhere(intent, 'failed', failureOf(act, error), error);
    throw thrown;
  }
  const { detail = {}, failed } = endOf(result);
  if (failed === undefined) await end.everywhere(intent, 'done', detail);
  else {
    const more = { ...detail, why: failed };
    await end.everywhere(intent, 'failed', more, new Error(failed));
  }
  return result;
}

/**
 * What was seen, or denied, and has no end of its own: one line of each record, or of Backstage's audit log alone.
 *
 * @param denied - why it was not allowed
 */
export async function noted(
  { auditor, trail }: Pick<RecordParts, 'auditor'> & Partial<RecordParts>,
  act: Act,
  denied?: Error,
): Promise<void> {
  await trail?.append({ ...lineOf(act), phase: 'noted' });
  const entry = await auditor.createEvent(eventOf(act));
  await (denied ? entry.fail({ error: denied }) : entry.success());
}

const eventOf = ({
  event,
  request,
  requestId,
  detail,
}: Act): AuditorServiceCreateEventOptions => ({
  eventId: event,
  severityLevel: 'medium',
  ...(request && { request }),
  meta: { ...metaOf(detail), ...(requestId !== undefined && { requestId }) },
});

const lineOf = ({
  event,
  actor,
  requestId,
  detail,
}: Act): Omit<NewLine, 'phase'> => ({
  actor,
  event,
  ...(requestId !== undefined && { requestId }),
  detail: detailOf(detail),
});

/** What a cluster or Vault says of what the portal itself has sent holds no text of a person. */
const failureOf = ({ actor }: Act, { name, message }: Error): JsonObject => ({
  error: name,
  ...(actor === portal && { why: message }),
});

/** Resolves with the number of the line. */
async function writeIntent(
  { trail, logger }: RecordParts,
  act: Act,
): Promise<number | undefined> {
  const line: NewLine = { ...lineOf(act), phase: 'intended' };
  try {
    return (await trail.append(line)).seq;
  } catch (error) {
    logger.error(
      `"${act.event}" cannot be written to the audit trail`,
      toError(error),
    );
    if (!act.cannotWait) {
      throw new ServiceUnavailableError(
        'The portal cannot write its audit trail now, and does nothing that is not recorded. Try again in a moment.',
      );
    }
    trail.owe(line);
    return undefined;
  }
}

type Entry = Awaited<ReturnType<AuditorService['createEvent']>>;

/** The act itself has ended: that its end cannot be written down now must not change what the caller is told of it. */
function createEnd({ trail, logger }: RecordParts, act: Act, entry: Entry) {
  async function inTrail(
    intent: number | undefined,
    phase: 'done' | 'failed',
    more: JsonObject,
  ) {
    const line = lineOf(act);
    const detail = {
      ...line.detail,
      ...detailOf(more),
      ...(intent !== undefined && { intent }),
    };
    await trail.append({ ...line, phase, detail }).catch(error => {
      trail.owe({ ...line, phase, detail });
      logger.error(
        `The end of "${act.event}" is not in the audit trail yet`,
        toError(error),
      );
    });
  }

  async function inLog(more: JsonObject, error?: Error) {
    const meta = metaOf(more);
    try {
      await (error ? entry.fail({ error, meta }) : entry.success({ meta }));
    } catch (thrown) {
      logger.error(
        `The end of "${act.event}" is not in the audit log`,
        toError(thrown),
      );
    }
  }

  return {
    inLog,
    async everywhere(
      intent: number | undefined,
      phase: 'done' | 'failed',
      more: JsonObject,
      error?: Error,
    ) {
      await inTrail(intent, phase, more);
      await inLog(more, error);
    },
  };
}
