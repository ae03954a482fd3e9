/** The words of the portal for where a request is in its life. */
export const requestStates = [
  'draft',
  'waiting',
  'making',
  'attention',
  'live',
  'removing',
  'withdrawn',
  'rejected',
  'expired',
  'removed',
] as const;
export type RequestState = (typeof requestStates)[number];

/** A request in one of these never changes again. */
export const finalStates = [
  'withdrawn',
  'rejected',
  'expired',
  'removed',
] as const satisfies readonly RequestState[];

/** Acts on a request. Each is either possible for whoever asks, or says why not. */
export const requestActs = [
  'edit',
  'approve',
  'reject',
  'withdraw',
  'change',
  'remove',
  'handOver',
  'accept',
  'decline',
  'writeValue',
  'comment',
  'retry',
] as const;
export type RequestAct = (typeof requestActs)[number];
