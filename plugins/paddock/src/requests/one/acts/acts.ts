import type {
  RequestAct,
  RequestPage,
  RequestState,
} from '@paddock/backstage-plugin-paddock-common';

/** What the page offers: the portal's acts, and the sending of a draft. */
export type Offered = Exclude<RequestAct, 'comment'> | 'submit';

/** Acts that belong to where a request is in its life; further ones are offered where they are possible. */
const belonging: Record<RequestState, Offered[]> = {
  draft: ['submit', 'edit', 'withdraw'],
  checking: ['withdraw'],
  waiting: ['approve', 'reject', 'edit', 'withdraw'],
  making: [],
  attention: ['retry', 'remove'],
  live: ['change', 'remove'],
  removing: [],
  withdrawn: [],
  rejected: [],
  expired: [],
  removed: [],
};

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
  const values = kind === 'secret' && state === 'live' ? ['writeValue'] : [];
  const here = [...belonging[state], ...values];
  return all.filter(
    act => here.includes(act) || (act !== 'submit' && may[act] === true),
  );
}
