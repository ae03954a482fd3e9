import type {
  RequestKind,
  RequestState,
  TimelineKind,
} from '@paddock/backstage-plugin-paddock-common';

/** How each state is said, everywhere. */
export const stateWords: Record<RequestState, string> = {
  draft: 'Draft',
  waiting: 'Waiting for approval',
  making: 'Being made',
  attention: 'Needs attention',
  live: 'Live',
  removing: 'Being removed',
  withdrawn: 'Withdrawn',
  rejected: 'Rejected',
  expired: 'Expired',
  removed: 'Removed',
};

export const kindWords: Record<RequestKind, string> = {
  namespace: 'Namespace',
  secret: 'Secret',
  volume: 'Volume',
};

/** What stands before the person's name in the story of a request. */
export const timelineWords: Record<TimelineKind, string> = {
  asked: 'Asked',
  edited: 'Edited',
  checked: 'Checked',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  comment: 'Comment',
  made: 'Made',
  waits: 'Waits',
  attention: 'Needs attention',
  proven: 'Verified',
  'value-written': 'Values written',
  drift: 'Drift seen',
  mended: 'Drift mended',
  'expiry-warning': 'Expires soon',
  expired: 'Expired',
  removing: 'Being removed',
  removed: 'Removed',
  offered: 'Offered',
  'offer-ended': 'Offer ended',
  'handed-over': 'Handed over',
};

/** Catalog refs as people say them: `team-payments` for `group:default/team-payments`. */
export function nameOfRef(ref: string): string {
  return ref.replace(/^[a-z]+:default\//i, '');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], join = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${join} ${words[words.length - 1]}`;
}
