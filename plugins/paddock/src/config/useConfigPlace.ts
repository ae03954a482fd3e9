import { useCallback, useMemo } from 'react';
import { useSearchParams } from '../portal/place';
import type { ConfigPlace } from './places';

/** Which ConfigMap is open: in the address, so that it can be shared and survives a reload. */
export function useConfigPlace() {
  const [search, setSearch] = useSearchParams();
  const given = search.get('config');
  const place = useMemo(() => readPlace(given), [given]);
  const change = useCallback(
    (next: string | undefined) =>
      setSearch(
        before => {
          const changed = new URLSearchParams(before);
          if (next === undefined) changed.delete('config');
          else changed.set('config', next);
          return changed;
        },
        { replace: next === undefined },
      ),
    [setSearch],
  );
  return {
    place,
    open: useCallback(
      ({ cluster, namespace, name }: ConfigPlace) =>
        change(`${cluster}/${namespace}/${name}`),
      [change],
    ),
    close: useCallback(() => change(undefined), [change]),
  };
}

function readPlace(given: string | null): ConfigPlace | undefined {
  const [, cluster, namespace, name] =
    /^([^/]{1,253})\/([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})$/.exec(
      given ?? '',
    ) ?? [];
  return cluster && namespace && name
    ? { cluster, namespace, name }
    : undefined;
}
