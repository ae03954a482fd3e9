import {
  finalStates,
  requestStates,
  type RequestLine,
  type RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { freshnessOf } from '../../live/freshness';
import { useTopic } from '../../live/useTopic';

const over: readonly string[] = finalStates;
const standing = requestStates.filter(state => !over.includes(state));

/** What a component has, or is about to get, of what this person's teams own; live. */
export function useComponentRequests(component: string) {
  const topic = useTopic<RequestLine, RequestWindow>('requests', {
    scope: 'team',
    component,
    state: standing,
    sort: 'name',
    order: 'asc',
    limit: 100,
  });
  if (topic.state !== 'ready') return { topic };
  const { items, meta } = topic;
  const order = meta?.order ?? [...items.keys()];
  return {
    lines: order.flatMap(id => items.get(id) ?? []),
    freshness: freshnessOf(topic.freshness, topic.clusters),
  };
}
