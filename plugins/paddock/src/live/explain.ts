import type {
  Frame,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { PortalError } from '../portal/PortalError';

/** How a stream ended, in words for a person, and when to try again. */
export interface Ending {
  reason: string;
  then: 'at-once' | 'soon' | 'slowly';
}

type ByeReason = Extract<Frame, { type: 'bye' }>['reason'];

const statusOf = (error: unknown) =>
  error instanceof PortalError ? error.status : 0;

function bye(reason: ByeReason): Ending {
  switch (reason) {
    case 'token-expires':
      return { reason: 'The sign-in is being renewed.', then: 'at-once' };
    case 'too-slow':
      return {
        reason: 'This window could not keep up with the changes.',
        then: 'at-once',
      };
    default:
      return { reason: 'The portal is restarting.', then: 'soon' };
  }
}

function failure(error: unknown): Ending {
  switch (statusOf(error)) {
    case 400:
    case 403:
      return { reason: 'The portal refuses this view.', then: 'slowly' };
    case 401:
      return {
        reason: 'The sign-in has ended. Sign in again to go on.',
        then: 'soon',
      };
    case 404:
      return {
        reason:
          'The portal has no live views. Its administrators install them with the Paddock backend plugin.',
        then: 'slowly',
      };
    case 429:
      return { reason: (error as PortalError).message, then: 'soon' };
    case 0:
      return { reason: 'The portal cannot be reached.', then: 'soon' };
    default:
      return {
        reason: `The portal answers with an error (${statusOf(error)}).`,
        then: 'soon',
      };
  }
}

/** What the answer to the whole request means for each of its topics. */
function asFrames(error: unknown, topics: TopicRequest[]): Frame[] {
  if (!(error instanceof PortalError)) return [];
  const { status, message: reason, more } = error;
  if (status !== 400 && status !== 403) return [];
  return topics.map(({ id }) =>
    status === 403
      ? { type: 'denied', id, missing: more.missing ?? [], reason }
      : { type: 'refused', id, reason },
  );
}

export const explain = {
  bye,
  failure,
  asFrames,
  end: (): Ending => ({
    reason: 'The connection to the portal has ended.',
    then: 'soon',
  }),
  silence: (ms: number): Ending => ({
    reason: `The portal has been silent for ${ms / 1000} s.`,
    then: 'soon',
  }),
};
