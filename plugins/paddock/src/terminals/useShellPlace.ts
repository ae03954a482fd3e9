import { useCallback } from 'react';
import { useSearchParams } from '../portal/place';

/** Where a new shell is being asked for. Parts that nobody has chosen yet are empty. */
export interface ShellPlace {
  cluster: string;
  namespace: string;
}

/** The new shell that is open: in the address, so that it survives a reload. Nothing runs before it is asked for again. */
export function useShellPlace() {
  const [search, setSearch] = useSearchParams();
  const given = search.get('shell');
  const show = useCallback(
    (place: ShellPlace | undefined) =>
      setSearch(
        before => {
          const next = new URLSearchParams(before);
          if (place) next.set('shell', `${place.cluster}/${place.namespace}`);
          else next.delete('shell');
          return next;
        },
        { replace: given !== null },
      ),
    [setSearch, given],
  );
  const close = useCallback(() => show(undefined), [show]);
  return { place: readPlace(given), show, close };
}

function readPlace(given: string | null): ShellPlace | undefined {
  const found = /^([^/]{0,253})\/([a-z0-9-]{0,63})$/.exec(given ?? '');
  return found
    ? { cluster: found[1] ?? '', namespace: found[2] ?? '' }
    : undefined;
}
