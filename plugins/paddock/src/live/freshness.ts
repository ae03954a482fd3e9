import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Freshness } from './topicState';

/** What a page shows is as fresh as the worst of what it draws on: the stream itself, or one of the clusters behind it. */
export function freshnessOf(
  stream: Freshness,
  clusters: Record<string, Reach>,
): Freshness {
  if (stream.state === 'stale') return stream;
  const away = Object.values(clusters)
    .filter(reach => reach.state === 'stale')
    .sort((a, b) => a.since.localeCompare(b.since));
  return away[0] ?? stream;
}
