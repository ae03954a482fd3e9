import { useMemo } from 'react';
import { useSearchParams } from '../../portal/place';
import { poolColumns, type PoolColumn } from './sorting';

/** Where on the ladder a page is. */
export type PoolPlace =
  | { level: 'cluster' }
  | { level: 'node'; name: string }
  /** A namespace and what is in it; `of` is the key of what is looked at there. */
  | { level: 'namespace'; name: string; of?: string };

export const poolSplits = ['nodes', 'namespaces'] as const;
export type PoolSplit = (typeof poolSplits)[number];

export interface PoolView {
  cluster: string | undefined;
  place: PoolPlace;
  /** Into what the cluster is split; what of it the person may see where nothing is said. */
  by: PoolSplit | undefined;
  sort: PoolColumn;
  order: 'asc' | 'desc';
}

export type PoolChanges = Partial<PoolView>;

function placeIn(search: URLSearchParams): PoolPlace {
  const namespace = search.get('namespace');
  const node = search.get('node');
  const of = search.get('of');
  if (namespace) {
    return { level: 'namespace', name: namespace, ...(of && { of }) };
  }
  return node ? { level: 'node', name: node } : { level: 'cluster' };
}

function readView(search: URLSearchParams): PoolView {
  return {
    cluster: search.get('cluster') ?? undefined,
    place: placeIn(search),
    by: poolSplits.find(each => each === search.get('by')),
    sort: poolColumns.find(each => each === search.get('sort')) ?? 'cpu',
    order: search.get('order') === 'asc' ? 'asc' : 'desc',
  };
}

function put(search: URLSearchParams, values: Record<string, string>) {
  for (const [key, value] of Object.entries(values)) {
    if (value) search.set(key, value);
    else search.delete(key);
  }
}

/** The same address with these changes; what it says of charts stays. */
export function withChanges(
  before: URLSearchParams,
  { place, ...changes }: PoolChanges,
): URLSearchParams {
  const next = new URLSearchParams(before);
  put(next, changes as Record<string, string>);
  if (place) {
    put(next, {
      node: place.level === 'node' ? place.name : '',
      namespace: place.level === 'namespace' ? place.name : '',
      of: place.level === 'namespace' ? place.of ?? '' : '',
    });
  }
  return next;
}

/** Where on the ladder the page is and how it is sorted: in the address, so that it can be shared and survives a reload. */
export function usePoolView() {
  const [search, setSearch] = useSearchParams();
  return useMemo(
    () => ({
      view: readView(search),
      /** For links: going to another rung can be taken back. */
      hrefOf: (place: PoolPlace) => `?${withChanges(search, { place })}`,
      change: (changes: PoolChanges) =>
        setSearch(before => withChanges(before, changes), { replace: true }),
    }),
    [search, setSearch],
  );
}
