import { finalStates, type RequestState } from './model';

/**
 * Every step that a request can ever take. Who may take which, and when, is decided where it is taken; a history that
 * holds any other step was tampered with. A change of a live request goes through `checking` and `waiting` again, and
 * falls back to `live` when it is turned down.
 */
const steps: Readonly<Record<RequestState, readonly RequestState[]>> = {
  draft: ['draft', 'checking', 'withdrawn', 'expired'],
  checking: [
    'draft',
    'checking',
    'waiting',
    'making',
    'live',
    'removing',
    'rejected',
    'withdrawn',
    'expired',
  ],
  waiting: [
    'draft',
    'checking',
    'making',
    'live',
    'removing',
    'rejected',
    'withdrawn',
    'expired',
  ],
  making: ['attention', 'live', 'removing'],
  attention: ['checking', 'making', 'live', 'removing'],
  live: ['checking', 'making', 'attention', 'removing'],
  removing: ['attention', 'removed', 'expired'],
  withdrawn: [],
  rejected: [],
  expired: [],
  removed: [],
};

/** Whether a request that is in `from` can be in `to` next. */
export const canFollow = (from: RequestState, to: RequestState): boolean =>
  steps[from].includes(to);

/** Whether it never changes again. */
export const isFinal = (state: RequestState): boolean =>
  finalStates.some(each => each === state);
