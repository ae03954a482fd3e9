import { finalStates, type RequestAct, type RequestState } from './lifecycle';

/** What brings a transition about. */
export type TransitionBy =
  /** A revision is written: a draft, an edit or a change, decided in the same transaction. */
  | 'revision'
  /** A person, or the end of its namespace, without a decision. */
  | 'act'
  /** The latest revision is decided. */
  | 'decision'
  /** The reconciler, with a lease. */
  | 'reconciler';

type Transitions = Readonly<
  Record<RequestState, Partial<Record<TransitionBy, readonly RequestState[]>>>
>;

/**
 * Every transition that a request can ever take. What is live goes on being so when a change of it is turned down; a
 * history that holds any other transition was tampered with.
 */
const transitions: Transitions = {
  draft: {
    revision: ['draft', 'waiting', 'making'],
    act: ['withdrawn', 'expired'],
    decision: ['withdrawn'],
    reconciler: ['expired'],
  },
  waiting: {
    revision: ['draft', 'waiting', 'making'],
    act: ['removing', 'expired'],
    decision: ['making', 'rejected', 'withdrawn', 'live'],
    reconciler: ['removing', 'expired'],
  },
  making: {
    act: ['removing'],
    reconciler: ['live', 'attention', 'removing'],
  },
  attention: {
    revision: ['waiting', 'making'],
    act: ['making', 'removing'],
    reconciler: ['making', 'live', 'removing'],
  },
  live: {
    revision: ['waiting', 'making'],
    act: ['making', 'removing'],
    reconciler: ['making', 'attention', 'removing'],
  },
  removing: { reconciler: ['attention', 'removed', 'expired'] },
  withdrawn: {},
  rejected: {},
  expired: {},
  removed: {},
};

const everybody: readonly TransitionBy[] = [
  'revision',
  'act',
  'decision',
  'reconciler',
];

/** Whether a request that is in `from` can be in `to` next, by this or by anything. */
export const canFollow = (
  from: RequestState,
  to: RequestState,
  by?: TransitionBy,
): boolean =>
  (by === undefined ? everybody : [by]).some(each =>
    transitions[from][each]?.includes(to),
  );

/** Whether it never changes again. */
export const isFinal = (state: RequestState): boolean =>
  finalStates.some(each => each === state);

/** Where a request must be for an act; an offer can be declined wherever there is one. */
export const statesFor: Readonly<
  Record<Exclude<RequestAct, 'decline'>, readonly RequestState[]>
> = {
  edit: ['draft', 'waiting'],
  approve: ['waiting'],
  reject: ['waiting'],
  withdraw: ['draft', 'waiting'],
  change: ['live', 'attention'],
  remove: ['live', 'making', 'attention'],
  handOver: ['live'],
  accept: ['live'],
  writeValue: ['live'],
  comment: ['draft', 'waiting', 'making', 'attention', 'live', 'removing'],
  retry: ['attention'],
};
