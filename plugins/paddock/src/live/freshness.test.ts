import type { Freshness } from './topicState';
import { freshnessOf } from './freshness';

const live: Freshness = { state: 'live', at: '2026-11-23T08:00:00Z' };
const away = (since: string) =>
  ({ state: 'stale', since, reason: 'It does not answer.' } as const);

describe('freshnessOf', () => {
  it.each([
    ['all is live', live, { a: { state: 'live' } as const }, live],
    [
      'a cluster is away: since the first of them',
      live,
      { a: away('2026-11-23T08:02:00Z'), b: away('2026-11-23T08:01:00Z') },
      away('2026-11-23T08:01:00Z'),
    ],
    [
      'the stream is away, whatever the clusters were',
      away('2026-11-23T08:03:00Z'),
      { a: away('2026-11-23T08:01:00Z') },
      away('2026-11-23T08:03:00Z'),
    ],
    [
      'a cluster is still being read',
      live,
      { a: { state: 'syncing' } as const },
      live,
    ],
  ])('%s', (_, stream, clusters, expected) => {
    expect(freshnessOf(stream, clusters)).toEqual(expected);
  });
});
