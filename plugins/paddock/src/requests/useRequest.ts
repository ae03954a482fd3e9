import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { freshnessOf } from '../live/freshness';
import type { Freshness, TopicState } from '../live/topicState';
import { useTopic } from '../live/useTopic';

type NoPage = Exclude<TopicState, { state: 'ready' }>;
type ShownRequest =
  | { page: RequestPage; freshness: Freshness; topic?: undefined }
  | { page?: undefined; topic: NoPage };

const gone: NoPage = {
  state: 'refused',
  reason: 'There is no such request, or it is not yours to see.',
};

/** One request, live. */
export function useRequest(id: string): ShownRequest {
  const topic = useTopic<RequestPage>('request', { id });
  if (topic.state !== 'ready') return { topic };
  const page = topic.items.get(id);
  if (!page) return { topic: gone };
  return { page, freshness: freshnessOf(topic.freshness, topic.clusters) };
}
