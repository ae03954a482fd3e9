import type { Reach } from '@paddock/backstage-plugin-paddock-common';

const worstFirst = ['stale', 'refused', 'syncing', 'live'] as const;

/** How far all of several pictures can be trusted: as far as the worst, since when the first of them went bad. */
export function worstReach(all: Reach[]): Reach {
  for (const state of worstFirst) {
    const [first] = all
      .filter(reach => reach.state === state)
      .sort((a, b) => sinceOf(a).localeCompare(sinceOf(b)));
    if (first) return first;
  }
  return { state: 'live' };
}

const sinceOf = (reach: Reach) => ('since' in reach ? reach.since : '');
