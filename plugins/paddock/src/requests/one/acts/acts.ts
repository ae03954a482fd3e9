import {
  type RequestAct,
  type RequestPage,
  type RequestState,
  statesFor,
} from '@paddock/backstage-plugin-paddock-common';

/** What the page offers: the portal's acts, and the sending of a draft. */
export type Offered = Exclude<RequestAct, 'comment'> | 'submit';

/** Acts that are shown wherever the state of a request allows them, also to whoever may not; others where they are possible. */
const shown: Offered[] = [
  'approve',
  'reject',
  'retry',
  'edit',
  'change',
  'withdraw',
  'remove',
];

/** What is better tried again, or left to its end, is changed or removed only by whoever may. */
const quiet: Partial<Record<RequestState, Offered[]>> = {
  attention: ['change'],
  making: ['remove'],
};

const belongs = (act: Offered, state: RequestState): boolean =>
  act === 'submit'
    ? state === 'draft'
    : act !== 'decline' &&
      shown.includes(act) &&
      statesFor[act].includes(state) &&
      !quiet[state]?.includes(act);

const all: Offered[] = [
  'submit',
  'approve',
  'reject',
  'retry',
  'writeValue',
  'edit',
  'change',
  'accept',
  'decline',
  'handOver',
  'withdraw',
  'remove',
];

/** Whether it can be done, or why not. A draft is sent by whoever may edit it. */
export function mayDo(page: RequestPage, act: Offered): true | string {
  return act === 'submit' ? page.may.edit : page.may[act];
}

/** The acts to show, in their order. */
export function actsOf(page: RequestPage): Offered[] {
  const { state, kind, may } = page;
  const isValue = (act: Offered) =>
    act === 'writeValue' &&
    kind === 'secret' &&
    statesFor.writeValue.includes(state);
  return all.filter(
    act =>
      belongs(act, state) ||
      isValue(act) ||
      (act !== 'submit' && may[act] === true),
  );
}
