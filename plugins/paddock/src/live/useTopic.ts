import { useApi } from '@backstage/core-plugin-api';
import { useMemo, useSyncExternalStore } from 'react';
import { liveApiRef } from './liveApi';
import type { TopicState } from './topicState';

/** Follows a topic while the component is shown. */
export function useTopic<Item, Meta = undefined>(
  topic: string,
  params: Record<string, unknown>,
): TopicState<Item, Meta> {
  const live = useApi(liveApiRef);
  const key = JSON.stringify(params);
  const watch = useMemo(
    () => live.watch<Item, Meta>(topic, JSON.parse(key)),
    [live, topic, key],
  );
  return useSyncExternalStore(watch.subscribe, watch.get);
}
