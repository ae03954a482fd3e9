import { isError } from '@backstage/errors';
import type {
  Frame,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** How a stream ended, in words for a person, and when to try again. */
export interface Ending {
  reason: string;
  then: 'at-once' | 'soon' | 'slowly';
}

type ByeReason = Extract<Frame, { type: 'bye' }>['reason'];

function statusOf(error: unknown): number | undefined {
  return isError(error) && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

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
      return { reason: messageOf(error as Error), then: 'soon' };
    case undefined:
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
  const status = statusOf(error);
  if ((status !== 400 && status !== 403) || !isError(error)) return [];
  const reason = messageOf(error);
  return topics.map(({ id }) =>
    status === 403
      ? { type: 'denied', id, missing: [], reason }
      : { type: 'refused', id, reason },
  );
}

/** The server's own words, where it gave some. */
function messageOf(error: Error): string {
  return isError(error.cause) ? error.cause.message : error.message;
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
