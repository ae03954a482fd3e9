import { createRandom } from '../../../testing/random';
import type { OwnerRef, Row } from './rows';
import { createWatchCache } from './watchCache';

interface TestRow extends Row {
  component?: string;
  owner?: OwnerRef;
}

const row = (over: Partial<TestRow>): TestRow => ({
  id: 'a',
  version: '1',
  name: 'a',
  namespace: 'n',
  createdAt: '',
  ...over,
});

const ids = (rows: Iterable<Row>) => [...rows].map(({ id }) => id).sort();

describe('the cache of a kind', () => {
  it('keeps its indexes equal to a recount, whatever happens', () => {
    const random = createRandom();
    const cache = createWatchCache<TestRow>(fail);
    const model = new Map<string, TestRow>();
    const heard = new Map<string, TestRow>();
    cache.subscribe(({ before, now }) => {
      expect(before).toBe(before && heard.get(before.id));
      if (now) heard.set(now.id, now);
      else heard.delete(before!.id);
    });
    for (let i = 1; i < 5_000; i += 1) {
      const id = `id${random.below(40)}`;
      if (random.below(4) === 0) {
        cache.drop(id);
        model.delete(id);
      } else if (random.below(200) === 0) {
        const keep = new Set([...model.keys()].filter(() => random.below(2)));
        cache.keepOnly(keep);
        [...model.keys()].forEach(each => keep.has(each) || model.delete(each));
      } else {
        const next = row({
          id,
          version: String(i),
          namespace: random.pick(['', 'x', 'y']),
          component: random.pick([undefined, 'c', 'd']),
          owner: random.pick([undefined, { id: 'o', kind: 'K', name: 'o' }]),
        });
        cache.put(next);
        model.set(id, next);
      }
      const where = (test: (each: TestRow) => boolean) =>
        ids([...model.values()].filter(test));
      expect(ids(cache.all())).toEqual(where(() => true));
      expect(ids(cache.inNamespace('x'))).toEqual(
        where(r => r.namespace === 'x'),
      );
      expect(ids(cache.ofComponent('c'))).toEqual(
        where(r => r.component === 'c'),
      );
      expect(ids(cache.ownedBy('o'))).toEqual(where(r => r.owner?.id === 'o'));
      expect(cache.size).toBe(model.size);
    }
    expect(ids(heard.values())).toEqual(ids(cache.all()));
  });

  it('ignores an older version of an object, unless it is forced', () => {
    const cache = createWatchCache<TestRow>(fail);
    const changes: unknown[] = [];
    cache.put(row({ version: '100' }));
    cache.subscribe(change => changes.push(change));
    cache.put(row({ version: '99', name: 'older' }));
    cache.put(row({ version: '100', name: 'same' }));
    cache.drop('a', '99');
    expect(changes).toEqual([]);
    expect(cache.get('a')!.name).toBe('a');
    cache.put(row({ version: '99', name: 'older' }), true);
    expect(cache.get('a')!.name).toBe('older');
    cache.drop('a', '100');
    expect(cache.size).toBe(0);
  });

  it('tells every listener, though one throws, until it is told to stop', () => {
    const errors: unknown[] = [];
    const cache = createWatchCache<TestRow>(error => errors.push(error));
    let heard = 0;
    cache.subscribe(() => {
      throw new Error('broken listener');
    });
    const stop = cache.subscribe(() => {
      heard += 1;
    });
    cache.put(row({}));
    stop();
    cache.drop('a');
    expect(heard).toBe(1);
    expect(errors).toHaveLength(2);
  });

  it('tells of its reach only when that changes', () => {
    const cache = createWatchCache<TestRow>(fail);
    let told = 0;
    cache.onReach(() => {
      told += 1;
    });
    expect(cache.reach()).toEqual({ state: 'syncing' });
    cache.setReach({ state: 'live' });
    cache.setReach({ state: 'live' });
    cache.setReach({ state: 'refused', reason: 'a' });
    cache.setReach({ state: 'refused', reason: 'b' });
    expect(told).toBe(3);
  });
});

function fail(error: unknown): never {
  throw error;
}
