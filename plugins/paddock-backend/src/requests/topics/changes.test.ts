import { mockServices } from '@backstage/backend-test-utils';
import { eventually } from '../../../testing/eventually';
import { followChanges } from './changes';

function setUp() {
  const store = {
    seq: 1,
    changed: [] as string[],
    away: false,
    asked: 0,
    tell: (_id: string) => {},
    onChange(listener: (id: string) => void) {
      store.tell = listener;
      return () => {};
    },
    async lastSeq() {
      if (store.away) throw new Error('away');
      return store.seq;
    },
    async changedSince() {
      store.asked += 1;
      if (store.away) throw new Error('away');
      const ids = store.changed.splice(0);
      return { ids, seq: store.seq };
    },
  };
  const logger = mockServices.logger.mock();
  const changes = followChanges({ store, logger, every: 5 });
  return { store, changes };
}

it('tells of the changes of other replicas, and of its own at once', async () => {
  const { store, changes } = setUp();
  const told: Array<string[] | 'anything'> = [];
  const stop = changes.subscribe(ids => told.push(ids ? [...ids] : 'anything'));
  await eventually('it began', () => told.length === 1);
  expect(told).toEqual(['anything']);
  store.changed.push('a', 'b');
  await eventually('it was told', () => told.length === 2);
  store.tell('c');
  expect(told.slice(1)).toEqual([['a', 'b'], ['c']]);
  stop();
  changes.stop();
});

it('asks for nothing while nobody watches', async () => {
  const { store, changes } = setUp();
  const stop = changes.subscribe(() => {});
  await eventually('it asks', () => store.asked > 1);
  stop();
  const { asked } = store;
  // Longer than several rounds would take.
  await new Promise(resolve => setTimeout(resolve, 60));
  expect(store.asked).toBeLessThanOrEqual(asked + 1);
  changes.stop();
});

it('says since when it shows an old picture', async () => {
  const { store, changes } = setUp();
  const states: string[] = [];
  changes.onReach(() => states.push(changes.reach().state));
  const stop = changes.subscribe(() => {});
  await eventually('it asks', () => store.asked > 0);
  store.away = true;
  await eventually('it is noticed', () => states.length === 1);
  store.away = false;
  await eventually('it is back', () => states.length === 2);
  expect(states).toEqual(['stale', 'live']);
  stop();
  changes.stop();
});
