import type { WorkloadWindow } from '@paddock/backstage-plugin-paddock-common';
import { aWorkload } from '../testing/workloads';
import { createRows, holdRows, rowAt, type Rows } from './rows';

function rows(names: string[], image = '1', key = 'k', offset = 0): Rows {
  const items = names.map(name => aWorkload({ name, images: [image] }));
  const window: WorkloadWindow = {
    order: items.map(item => item.id),
    offset,
    matching: names.length,
    visible: names.length,
    namespaces: {},
    states: {},
  };
  return createRows(key, new Map(items.map(item => [item.id, item])), window);
}

function shown(of: Rows) {
  return of.window.order.map((_, n) => rowAt(of, of.window.offset + n)?.name);
}

describe('holdRows', () => {
  it('keeps each row at its place, with its latest values', () => {
    const held = holdRows(rows(['a', 'b', 'c']), rows(['c', 'a', 'b'], '2'));
    expect(shown(held)).toEqual(['a', 'b', 'c']);
    expect(rowAt(held, 0)?.images).toEqual(['2']);
    expect([...held.moved]).toEqual([]);
  });

  it('keeps a row that is gone, and marks it', () => {
    const held = holdRows(rows(['a', 'b']), rows(['b', 'new'], '2'));
    expect(shown(held)).toEqual(['a', 'b']);
    expect([...held.moved]).toEqual(['uid-a']);
  });

  it.each([
    ['the same order', rows(['a', 'b'], '2')],
    ['another question', rows(['x'], '1', 'other')],
  ])('shows the latest at once for %s', (_, latest) => {
    expect(holdRows(rows(['a', 'b']), latest)).toBe(latest);
  });
});

it('knows no row outside of its window', () => {
  const window = rows(['a', 'b'], '1', 'k', 50);
  expect(rowAt(window, 49)).toBeUndefined();
  expect(rowAt(window, 51)?.name).toBe('b');
  expect(rowAt(window, 52)).toBeUndefined();
});
