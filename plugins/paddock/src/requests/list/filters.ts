import {
  requestKinds,
  requestScopes,
  requestSortKeys,
  requestStates,
  type RequestQuery,
} from '@paddock/backstage-plugin-paddock-common';

/** Which requests in which order; the window of them follows the scroll bar. */
export type Filters = Omit<RequestQuery, 'offset' | 'limit' | 'component'>;
export type Scope = Filters['scope'];

export const noFilters: Filters = {
  scope: 'mine',
  kind: [],
  state: [],
  text: '',
  sort: 'updatedAt',
  order: 'desc',
};

function known<Value extends string>(
  all: readonly Value[],
  given: Array<string | null>,
): Value[] {
  return all.filter(each => given.includes(each));
}

/** Reads filters from the URL; what is not one of ours is passed over. */
export function readFilters(search: URLSearchParams): Filters {
  const [scope = noFilters.scope] = known(requestScopes, [search.get('scope')]);
  const [sort = noFilters.sort] = known(requestSortKeys, [search.get('sort')]);
  return {
    scope,
    kind: known(requestKinds, search.getAll('kind')),
    state: known(requestStates, search.getAll('state')),
    text: (search.get('text') ?? '').slice(0, 200),
    sort,
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
  };
}

/** The same filters for the URL, which stays short: defaults are left out. */
export function writeFilters(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ['kind', 'state'] as const) {
    for (const value of filters[name]) search.append(name, value);
  }
  for (const name of ['scope', 'text', 'sort', 'order'] as const) {
    if (filters[name] !== noFilters[name]) search.set(name, filters[name]);
  }
  return search;
}

/** Whether anything is left out. */
export function isFiltered({ text, kind, state }: Filters): boolean {
  return text !== '' || kind.length > 0 || state.length > 0;
}

/** A click on a column's title: its order turns, or it becomes the one. */
export function sortBy(filters: Filters, column: string): Filters {
  const sort = requestSortKeys.find(key => key === column);
  if (!sort) return filters;
  const turned = filters.order === 'asc' ? 'desc' : 'asc';
  return { ...filters, sort, order: filters.sort === sort ? turned : 'asc' };
}
