import { workloadQuerySchema } from '@paddock/backstage-plugin-paddock-common';
import {
  isFiltered,
  noFilters,
  readFilters,
  sortBy,
  windowFor,
  writeFilters,
  type Filters,
} from './filters';

const all: Filters = {
  cluster: ['prod-1'],
  namespace: ['payments', 'storefront'],
  kind: ['DaemonSet'],
  state: ['stuck', 'degraded'],
  text: 'pay & go',
  sort: 'name',
  order: 'desc',
};

describe('filters in the URL', () => {
  it.each([
    ['none', noFilters, ''],
    [
      'all',
      all,
      'cluster=prod-1&namespace=payments&namespace=storefront&kind=DaemonSet&state=stuck&state=degraded&text=pay+%26+go&sort=name&order=desc',
    ],
  ])('%s', (_, filters, url) => {
    expect(writeFilters(filters).toString()).toBe(url);
    expect(readFilters(new URLSearchParams(url))).toEqual(filters);
  });

  it.each([
    '?state=broken&kind=Pod&sort=colour&order=up',
    `?text=${'x'.repeat(500)}`,
    `?${'namespace=a&'.repeat(500)}`,
  ])('makes a query that the backend accepts of %.40s', url => {
    const query = { ...readFilters(new URLSearchParams(url)), ...windowFor(0) };
    expect(workloadQuerySchema.safeParse(query).success).toBe(true);
  });
});

it.each([
  ['name', { sort: 'name', order: 'asc' }],
  ['state', { sort: 'state', order: 'desc' }],
  ['image', { sort: 'state', order: 'asc' }],
])('a click on %s sorts', (column, expected) => {
  expect(sortBy(noFilters, column)).toMatchObject(expected);
});

it.each([
  [0, 0],
  [24, 0],
  [75, 50],
  [124, 50],
  [125, 100],
  [9_990, 9_950],
])('asks for the window around row %d from %d', (first, offset) => {
  expect(windowFor(first).offset).toBe(offset);
});

it('knows whether anything is left out', () => {
  expect(isFiltered(noFilters)).toBe(false);
  expect(isFiltered({ ...noFilters, sort: 'name' })).toBe(false);
  expect(isFiltered({ ...noFilters, kind: ['DaemonSet'] })).toBe(true);
  expect(isFiltered({ ...noFilters, text: 'x' })).toBe(true);
});
