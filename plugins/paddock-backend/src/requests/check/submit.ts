import { CustomErrorBase, ServiceUnavailableError } from '@backstage/errors';
import type {
  Check,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { Limits } from '../../http/limits';
import { type Checker, unplanned } from './check';
import type { Asker, RequestParts } from '../parts';
import type { Seen } from '../view/page';
import type { NewRevision } from '../store/store';
import { Unprocessable } from '../../http/unprocessable';

export interface AskParts extends RequestParts {
  checker: Checker;
  /** How many checks may run at once: each asks the cluster a dozen times. */
  checksAtOnce: Limits;
}

/** There are too many checks under way: answered with 429. */
class TooManyChecksError extends CustomErrorBase {
  readonly statusCode = 429;
}

/** Runs a check that nothing depends on. @throws TooManyChecksError */
export async function previewing<T>(
  { checksAtOnce }: AskParts,
  { person }: Asker,
  run: () => Promise<T>,
): Promise<T> {
  const leave = checksAtOnce.enter(person.userRef);
  if (!leave) {
    throw new TooManyChecksError('Too many checks at once. Wait a moment.');
  }
  try {
    return await run();
  } finally {
    leave();
  }
}

/** @throws Unprocessable with everything that stands in the way */
function assertPassed({ problems, verdict }: Check): void {
  if (problems.length > 0) throw new Unprocessable(problems);
  if (verdict.say === 'no') {
    const { because, instead } = verdict;
    throw new Unprocessable(
      [...because, ...(instead ? [instead] : [])].join(' '),
    );
  }
}

/** What is written down with a revision of a check that was done for it. */
const revisionFrom = (
  { verdict, effects, dryRun, budget, hash }: Check,
  about: { id: string; spec: RequestSpec; by: string },
): NewRevision => ({
  requestId: about.id,
  spec: about.spec,
  effects,
  verdict,
  dryRun,
  ...(budget && { budget }),
  hash,
  by: about.by,
});

/**
 * Checks what is to be submitted.
 *
 * @throws Unprocessable with everything that stands in the way; ServiceUnavailableError when the cluster cannot be asked
 */
export async function checkSubmit(
  { checker }: AskParts,
  asker: Asker,
  about: { id: string; spec: RequestSpec; before?: Seen },
): Promise<NewRevision> {
  const { id, spec, before } = about;
  const check = await checker.check(asker, spec, { id, before });
  assertPassed(check);
  return revisionFrom(check, { id, spec, by: asker.person.userRef });
}

/** Checks a draft as far as that is possible now: a draft may hold anything. */
export async function checkDraft(
  { checker }: AskParts,
  asker: Asker,
  about: { id: string; spec: RequestSpec },
): Promise<NewRevision> {
  const { id, spec } = about;
  const of = { id, spec, by: asker.person.userRef };
  try {
    return revisionFrom(await checker.check(asker, spec, { id }), of);
  } catch (error) {
    if (!(error instanceof ServiceUnavailableError)) throw error;
    return revisionFrom(unplanned(spec, [error.message]), of);
  }
}

/** The names in a specification, as lists and the audit trail have them. */
export const targetOf = (spec: RequestSpec) => ({
  kind: spec.kind,
  cluster: spec.cluster,
  namespace: spec.kind === 'namespace' ? spec.name : spec.namespace,
  name: spec.name,
  team: spec.team,
});
