import type {
  RequestLine,
  RequestQuery,
  RequestWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useMemo, useState } from 'react';
import { freshnessOf } from '../../live/freshness';
import { forgotten, type Freshness } from '../../live/topicState';
import { useTopic } from '../../live/useTopic';
import { useSlowed } from '../../parts/useSlowed';
import type { Filters } from './filters';

const step = 50;
const limit = 150;

/** One answer to one question, in its order. */
export interface Listed {
  /** Which question it answers. */
  key: string;
  items: ReadonlyMap<string, RequestLine>;
  window: RequestWindow;
  freshness: Freshness;
}

/** The requests that match, live; `first` is the first row in sight. While the next window is on its way the last one stays. */
export function useRequestList(filters: Filters, first: number) {
  const wanted = Math.max(0, Math.floor((first - 25) / step) * step);
  const offset = useSlowed(wanted, 120);
  const params: RequestQuery = { ...filters, offset, limit };
  const key = JSON.stringify(filters);
  const topic = useTopic<RequestLine, RequestWindow>('requests', { ...params });
  const [last, setLast] = useState<Listed>();

  const current = useMemo((): Listed | undefined => {
    if (topic.state !== 'ready' || !topic.meta) return undefined;
    const { items, meta: window } = topic;
    const freshness = freshnessOf(topic.freshness, topic.clusters);
    return { key, items, window, freshness };
  }, [topic, key]);
  // What was taken away must not be kept, nor may one tab's rows stand under another's name.
  const keep = topic.state === 'waiting' && topic !== forgotten;
  useEffect(() => {
    if (current) setLast(current);
    else if (!keep) setLast(undefined);
  }, [current, keep]);
  const kept = keep && last?.key === key ? last : undefined;
  return { topic, shown: current ?? kept };
}

/** Keeps the order in which a person has the rows before the eyes; their values go on. */
export function useHeldOrder(latest: Listed, hold: boolean) {
  const [held, setHeld] = useState<Listed>();
  useEffect(() => {
    setHeld(before => {
      if (!hold) return undefined;
      return before?.key === latest.key &&
        before.window.offset === latest.window.offset
        ? before
        : latest;
    });
  }, [hold, latest]);
  if (!hold || !held || held.key !== latest.key) {
    return { listed: latest, changed: false, refresh: () => setHeld(latest) };
  }
  const items = new Map([...held.items, ...latest.items]);
  return {
    listed: { ...latest, items, window: held.window },
    /** The list's order is another one by now. */
    changed: held.window.order.join(' ') !== latest.window.order.join(' '),
    refresh: () => setHeld(latest),
  };
}
