import type {
  RequestLine,
  RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { useTopic } from '../live/useTopic';

/** How many requests wait for the decision of the person who is signed in, live; 0 while that is not known. */
export function useWaitingForMe(): number {
  const topic = useTopic<RequestLine, RequestWindow>('requests', {
    scope: 'waiting',
    limit: 1,
  });
  return topic.state === 'ready' ? topic.meta?.waitingForMe ?? 0 : 0;
}
