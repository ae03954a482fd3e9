import { createApiRef } from '@backstage/core-plugin-api';
import type { TopicState } from './topicState';

/** A value that changes: made for React's useSyncExternalStore, usable without. */
export interface Watch<Value> {
  get: () => Value;
  /** Follows the value until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
}

/** Live views of the portal's backend, over one connection for all topics. */
export interface LiveApi {
  watch<Item, Meta>(
    topic: string,
    params: Record<string, unknown>,
  ): Watch<TopicState<Item, Meta>>;
}

export const liveApiRef = createApiRef<LiveApi>({ id: 'plugin.paddock.live' });
