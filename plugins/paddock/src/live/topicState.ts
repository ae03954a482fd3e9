import type {
  Frame,
  MissingRight,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';

/** Whether what is shown is what is. Instants are ISO 8601. */
export type Freshness =
  | { state: 'live'; at: string }
  | { state: 'stale'; since: string; reason: string };

/** What the browser knows of one topic. */
export type TopicState<Item = unknown, Meta = unknown> =
  | { state: 'waiting'; clusters: Record<string, Reach> }
  /** Nothing is known, and whoever has to answer does not: the portal, or the clusters that say who may see it. */
  | { state: 'lost'; since: string; reason: string }
  /** An empty list without a reason: the person lacks the portal's permission. */
  | { state: 'denied'; missing: MissingRight[]; reason?: string }
  | { state: 'refused'; reason: string }
  | {
      state: 'ready';
      items: ReadonlyMap<string, Item>;
      meta?: Meta;
      freshness: Freshness;
      clusters: Record<string, Reach>;
    };

export const waiting: TopicState<never, never> = {
  state: 'waiting',
  clusters: {},
};

/** Waiting, after somebody else has signed in: a page must not go on showing what it had. */
export const forgotten: TopicState<never, never> = { ...waiting };

/** Frames of one topic; beats and byes concern the connection. */
export type TopicFrame<Item = unknown, Meta = unknown> = Extract<
  Frame<Item, Meta>,
  { id: string }
>;

function unasked(
  clusters: Record<string, Reach>,
  at: string,
): TopicState<never, never> {
  const names = Object.keys(clusters);
  const since = Object.values(clusters)
    .flatMap(reach => (reach.state === 'stale' ? reach.since : []))
    .sort()[0];
  return {
    state: 'lost',
    since: since ?? at,
    reason: `Nobody can say whether you may see it, since ${
      names.length === 1 ? 'cluster' : 'clusters'
    } ${names.join(', ')} cannot be asked.`,
  };
}

/** The state after a frame that arrived at the instant `at`. */
export function applyFrame<Item, Meta>(
  state: TopicState<Item, Meta>,
  frame: TopicFrame<Item, Meta>,
  at: string,
): TopicState<Item, Meta> {
  switch (frame.type) {
    case 'snapshot':
      return {
        state: 'ready',
        items: new Map(frame.items),
        meta: frame.meta,
        freshness: { state: 'live', at },
        clusters: 'clusters' in state ? state.clusters : {},
      };
    case 'delta': {
      // Without what it builds on, a difference says nothing.
      if (state.state !== 'ready') return state;
      const items = new Map(state.items);
      for (const id of frame.gone) items.delete(id);
      for (const [id, item] of frame.changed) items.set(id, item);
      return {
        ...state,
        items,
        meta: frame.meta ?? state.meta,
        freshness: { state: 'live', at },
      };
    }
    case 'reach':
      if (state.state === 'ready') {
        return { ...state, clusters: frame.clusters };
      }
      return state.state === 'waiting' || state.state === 'lost'
        ? { state: 'waiting', clusters: frame.clusters }
        : state;
    case 'denied':
      return {
        state: 'denied',
        missing: frame.missing,
        ...(frame.reason && { reason: frame.reason }),
      };
    case 'unknown':
      return unasked(frame.clusters, at);
    case 'refused':
      return { state: 'refused', reason: frame.reason };
    default:
      // A newer portal may send what this page does not know yet.
      return state;
  }
}

/** The connection is away: data stays, and says how old it is. */
export function markLost<Item, Meta>(
  state: TopicState<Item, Meta>,
  since: string,
  reason: string,
): TopicState<Item, Meta> {
  if (state.state === 'waiting') return { state: 'lost', since, reason };
  if (state.state === 'lost') return { ...state, reason };
  if (state.state !== 'ready') return state;
  const from =
    state.freshness.state === 'stale' ? state.freshness.since : since;
  return { ...state, freshness: { state: 'stale', since: from, reason } };
}

/** The connection is back; what was missed follows within the same moment. */
export function markBack<Item, Meta>(
  state: TopicState<Item, Meta>,
  at: string,
): TopicState<Item, Meta> {
  if (state.state === 'lost') return waiting;
  return state.state === 'ready' && state.freshness.state === 'stale'
    ? { ...state, freshness: { state: 'live', at } }
    : state;
}
