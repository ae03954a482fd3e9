import { useCallback, useMemo } from 'react';
import { useSearchParams } from '../portal/place';

export interface PodPlace {
  cluster: string;
  namespace: string;
  name: string;
}

export const podTabs = [
  'containers',
  'logs',
  'terminal',
  'events',
  'yaml',
] as const;
export type PodTab = (typeof podTabs)[number];

/** Which pod is open, and what of it: in the address, so that it can be shared and survives a reload. */
export function usePodPlace() {
  const [search, setSearch] = useSearchParams();
  const given = search.get('pod');
  const place = useMemo(() => readPlace(given), [given]);
  const tab = podTabs.find(each => each === search.get('show')) ?? 'containers';

  const change = useCallback(
    (changes: Record<string, string | undefined>) =>
      setSearch(
        before => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            if (value === undefined) next.delete(key);
            else next.set(key, value);
          }
          return next;
        },
        { replace: changes.pod === undefined },
      ),
    [setSearch],
  );
  return {
    place,
    tab,
    open: useCallback(
      ({ cluster, namespace, name }: PodPlace) =>
        change({ pod: `${cluster}/${namespace}/${name}` }),
      [change],
    ),
    show: useCallback((next: PodTab) => change({ show: next }), [change]),
    close: useCallback(
      () => change({ pod: undefined, show: undefined }),
      [change],
    ),
  };
}

function readPlace(given: string | null): PodPlace | undefined {
  const [, cluster, namespace, name] =
    /^([^/]{1,253})\/([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})$/.exec(
      given ?? '',
    ) ?? [];
  return cluster && namespace && name
    ? { cluster, namespace, name }
    : undefined;
}
