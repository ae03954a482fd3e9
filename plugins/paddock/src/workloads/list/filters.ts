import {
  workloadKinds,
  workloadSortKeys,
  workloadStates,
  type WorkloadQuery,
} from '@paddock/backstage-plugin-paddock-common';

/** Which workloads in which order; the window of them follows the scroll bar. */
export type Filters = Omit<WorkloadQuery, 'offset' | 'limit'>;

export const noFilters: Filters = {
  cluster: [],
  namespace: [],
  kind: [],
  state: [],
  text: '',
  sort: 'state',
  order: 'asc',
};

function known<Value extends string>(
  all: readonly Value[],
  given: Array<string | null>,
): Value[] {
  return all.filter(each => given.includes(each));
}

/** Reads filters from the URL; what is not one of ours is passed over. */
export function readFilters(search: URLSearchParams): Filters {
  const text = search.get('text') ?? '';
  const sort = known(workloadSortKeys, [search.get('sort')])[0];
  return {
    cluster: [...new Set(search.getAll('cluster'))].slice(0, 50),
    namespace: [...new Set(search.getAll('namespace'))].slice(0, 200),
    kind: known(workloadKinds, search.getAll('kind')),
    state: known(workloadStates, search.getAll('state')),
    text: text.slice(0, 200),
    sort: sort ?? noFilters.sort,
    order: search.get('order') === 'desc' ? 'desc' : 'asc',
  };
}

/** The same filters for the URL, which stays short: defaults are left out. */
export function writeFilters(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of ['cluster', 'namespace', 'kind', 'state'] as const) {
    for (const value of filters[name]) search.append(name, value);
  }
  for (const name of ['text', 'sort', 'order'] as const) {
    if (filters[name] !== noFilters[name]) search.set(name, filters[name]);
  }
  return search;
}

/** Whether anything is left out. */
export function isFiltered(filters: Filters): boolean {
  return (
    filters.text !== '' ||
    [filters.cluster, filters.namespace, filters.kind, filters.state].some(
      chosen => chosen.length > 0,
    )
  );
}

/** A click on a column's title: its order turns, or it becomes the one. */
export function sortBy(filters: Filters, column: string): Filters {
  const sort = workloadSortKeys.find(key => key === column);
  if (!sort) return filters;
  const turned = filters.order === 'asc' ? 'desc' : 'asc';
  return { ...filters, sort, order: filters.sort === sort ? turned : 'asc' };
}

const step = 50;
const limit = 150;

/** The window to ask for when the rows `first` to `last` are visible: wide enough to scroll on, in steps that do not change with each row. */
export function windowFor(first: number): { offset: number; limit: number } {
  return { offset: Math.max(0, Math.floor((first - 25) / step) * step), limit };
}
