import type {
  Check,
  RequestSpec,
  RequestState,
} from '@paddock/backstage-plugin-paddock-common';
import { isApproved, readCheck, readStanding } from './answers';
import { ask, Refused, type Caller } from './ask';
import { findSame } from './findSame';

export interface Logger {
  info(line: string): void;
  warn(line: string): void;
}

/** What a step knows after it has asked. */
export interface Asked {
  /** Absent in a dry run, which leaves no trace. */
  requestId?: string;
  state: RequestState;
  approved: boolean;
  /** What the portal answered, with the effects. */
  answer: unknown;
}

/** Whether the name may be taken by what an earlier run has asked for. */
const mayBeTaken = (error: unknown) =>
  error instanceof Refused && [409, 422].includes(error.status);

/**
 * Asks for real. The same key and specification find the request that they have made before; so does the same
 * specification of an earlier run.
 */
export async function submit(
  spec: RequestSpec,
  { caller, key, logger }: { caller: Caller; key: string; logger: Logger },
): Promise<Asked> {
  const answer = await ask(caller, {
    method: 'POST',
    path: '/requests',
    body: { spec },
    idempotencyKey: key,
  }).catch(async error => {
    const same = mayBeTaken(error) && (await findSame(spec, caller));
    if (!same) throw error;
    logger.info(`The ${spec.kind} ${spec.name} was asked for already.`);
    return same;
  });
  const { id, state } = readStanding(answer);
  const approved = isApproved(state);
  logger.info(
    approved
      ? `The ${spec.kind} ${spec.name} was granted and is being made.`
      : `The request for the ${spec.kind} ${spec.name} is ${state}. Its page is /requests/${id}.`,
  );
  return { requestId: id, state, approved, answer };
}

/** Asks what would happen, and logs it. Never refuses: a template is tried out with values that are not there yet. */
export async function tryOut(
  spec: RequestSpec,
  { caller, logger }: { caller: Caller; logger: Logger },
): Promise<Asked> {
  const answer = await ask(caller, {
    method: 'POST',
    path: '/requests/check',
    body: { spec },
  });
  const check = readCheck(answer);
  for (const { path, message } of check.problems) {
    logger.warn(`${path}: ${message}`);
  }
  logger.info(`${spec.kind} ${spec.name}: ${describe(check.verdict)}`);
  const approved = check.verdict.say === 'automatic';
  return { state: approved ? 'making' : 'waiting', approved, answer };
}

function describe(verdict: Check['verdict']): string {
  switch (verdict.say) {
    case 'automatic':
      return `A real run is granted at once. ${verdict.because}`;
    case 'approval':
      return `A real run waits for an approval by ${verdict.approvers.join(
        ', ',
      )}. ${verdict.because.join(' ')}`;
    default:
      return `A real run is refused as things are now. ${verdict.because.join(
        ' ',
      )} ${verdict.instead ?? ''}`.trim();
  }
}
