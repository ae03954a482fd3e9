import {
  canFollow,
  isFinal,
  type RequestState,
  stateInWords,
  type TransitionBy,
} from '@paddock/backstage-plugin-paddock-common';
import { ConflictError } from '@backstage/errors';

/** What only an approved request may be. */
const approvedOnly: readonly RequestState[] = ['making', 'live', 'removing'];

/**
 * Whether a transition may be taken: nothing is made that was not approved, and what was made does not end before it
 * was removed.
 *
 * @throws ConflictError
 */
export function assertTransition(
  by: TransitionBy,
  from: { state: RequestState; approved_revision: number | null },
  to: RequestState,
): void {
  const approved = from.approved_revision !== null;
  const allowed =
    canFollow(from.state, to, by) &&
    (approved || !approvedOnly.includes(to)) &&
    (!approved ||
      (to !== 'draft' && !isFinal(to)) ||
      from.state === 'removing');
  if (!allowed) {
    throw new ConflictError(
      `The request is ${stateInWords[from.state]}, and so cannot become ${
        stateInWords[to]
      }.`,
    );
  }
}
