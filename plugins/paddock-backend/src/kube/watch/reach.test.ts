import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import { worstReach } from './reach';

const live: Reach = { state: 'live' };
const syncing: Reach = { state: 'syncing' };
const refused: Reach = { state: 'refused', reason: 'pods is forbidden' };
const staleAt = (since: string): Reach => ({
  state: 'stale',
  since,
  reason: `since ${since}`,
});

it.each<[string, Reach[], Reach]>([
  ['all are live', [live, live], live],
  ['one is not there yet', [live, syncing], syncing],
  ['one is refused', [live, refused, syncing], refused],
  ['one is stale', [live, staleAt('09:00'), refused], staleAt('09:00')],
  [
    'several are stale: since the first of them',
    [staleAt('09:02'), staleAt('09:01')],
    staleAt('09:01'),
  ],
])('the reach of a whole cluster where %s', (_, all, expected) => {
  expect(worstReach(all)).toEqual(expected);
});
