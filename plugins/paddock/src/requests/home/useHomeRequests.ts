import type {
  RequestLine,
  RequestQuery,
  RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { freshnessOf } from '../../live/freshness';
import type { Freshness, TopicState } from '../../live/topicState';
import { useTopic } from '../../live/useTopic';

/** A home page names so many of each; the list has the rest. */
const few = 5;

type NotReady = Exclude<TopicState, { state: 'ready' }>;

/** What needs this person, and what has happened, of requests. */
export type RequestsForHome =
  | { topic: NotReady; known?: undefined }
  | {
      topic?: undefined;
      known: {
        waiting: number;
        toDecide: RequestLine[];
        toMend: RequestLine[];
        toFinish: RequestLine[];
        recent: RequestLine[];
        freshness: Freshness;
      };
    };

const useRequests = (query: Partial<RequestQuery>) =>
  useTopic<RequestLine, RequestWindow>('requests', query);

type Ready = Extract<ReturnType<typeof useRequests>, { state: 'ready' }>;

const inOrder = ({ items, meta }: Ready) =>
  (meta?.order ?? [...items.keys()]).flatMap(id => items.get(id) ?? []);

/** Requests for the home page, live. */
export function useHomeRequests(): RequestsForHome {
  const waiting = useRequests({ scope: 'waiting', limit: few });
  const mine = useRequests({
    scope: 'mine',
    state: ['attention', 'draft'],
    limit: 2 * few,
  });
  const recent = useRequests({ scope: 'team', limit: 20 });
  for (const topic of [waiting, mine, recent]) {
    if (topic.state !== 'ready') return { topic };
  }
  const [decide, own, latest] = [waiting, mine, recent] as [
    Ready,
    Ready,
    Ready,
  ];
  const lines = inOrder(own);
  return {
    known: {
      waiting: decide.meta?.waitingForMe ?? 0,
      toDecide: inOrder(decide),
      toMend: lines.filter(({ state }) => state === 'attention').slice(0, few),
      toFinish: lines.filter(({ state }) => state === 'draft').slice(0, few),
      recent: inOrder(latest),
      freshness: freshnessOf(decide.freshness, decide.clusters),
    },
  };
}
