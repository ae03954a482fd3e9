import {
  finalStates,
  type RequestState,
} from '@paddock/backstage-plugin-paddock-common';
import { ConflictError } from '@backstage/errors';

type Steps = Readonly<Record<RequestState, readonly RequestState[]>>;

const over = { withdrawn: [], rejected: [], expired: [], removed: [] } as const;

/** What people, and the check, may bring about without a decision. */
export const movingSteps: Steps = {
  draft: ['checking', 'withdrawn', 'expired'],
  checking: ['draft', 'waiting', 'removing', 'expired'],
  waiting: ['removing', 'expired'],
  making: ['removing'],
  attention: ['making', 'removing'],
  live: ['making', 'removing'],
  removing: [],
  ...over,
};

/** From where a further revision may be begun. */
export const revisingSteps: Steps = {
  draft: ['draft', 'checking'],
  checking: ['draft', 'checking'],
  waiting: ['draft', 'checking'],
  making: [],
  attention: ['checking'],
  live: ['checking'],
  removing: [],
  ...over,
};

/** What a decision leads to. What is live goes on being so when a change of it is turned down. */
export const decidingSteps: Steps = {
  draft: ['withdrawn'],
  checking: ['making', 'rejected', 'withdrawn', 'live'],
  waiting: ['making', 'rejected', 'withdrawn', 'live'],
  making: [],
  attention: [],
  live: [],
  removing: [],
  ...over,
};

/** What the worker may bring about, with a lease. */
export const workingSteps: Steps = {
  draft: ['expired'],
  checking: ['waiting', 'removing', 'expired'],
  waiting: ['removing', 'expired'],
  making: ['live', 'attention', 'removing'],
  attention: ['making', 'live', 'removing'],
  live: ['making', 'attention', 'removing'],
  removing: ['attention', 'removed', 'expired'],
  ...over,
};

export const isOver = (state: RequestState): boolean =>
  finalStates.some(each => each === state);

/** What only an approved request may be. */
const approvedOnly: readonly RequestState[] = ['making', 'live', 'removing'];

/**
 * Whether a step may be taken: nothing is made that was not approved, and what was made does not end before it was
 * removed.
 *
 * @throws ConflictError
 */
export function assertStep(
  steps: Steps,
  from: { state: RequestState; approved_revision: number | null },
  to: RequestState,
): void {
  const approved = from.approved_revision !== null;
  const allowed =
    steps[from.state].includes(to) &&
    (approved || !approvedOnly.includes(to)) &&
    (!approved || (to !== 'draft' && !isOver(to)) || from.state === 'removing');
  if (!allowed) {
    throw new ConflictError(
      `The request is ${spoken[from.state]}, and so cannot become ${
        spoken[to]
      }.`,
    );
  }
}

const spoken: Record<RequestState, string> = {
  draft: 'a draft',
  checking: 'being checked',
  waiting: 'waiting for a decision',
  making: 'being made',
  attention: 'in need of attention',
  live: 'live',
  removing: 'being removed',
  withdrawn: 'withdrawn',
  rejected: 'rejected',
  expired: 'expired',
  removed: 'removed',
};
