import { useMemo } from 'react';
import { useSearchParams } from '../../portal/place';
import type { AuditFilters } from '../answers';

const names = ['text', 'actor', 'event', 'requestId'] as const;

/** The filters as the URL has them, and a way to put others there. */
export function useAuditFilters() {
  const [search, setSearch] = useSearchParams();
  const key = search.toString();
  const filters = useMemo((): AuditFilters => {
    const given = new URLSearchParams(key);
    const read = (name: string, max: number) =>
      (given.get(name) ?? '').slice(0, max);
    return {
      text: read('text', 200),
      actor: read('actor', 320),
      event: read('event', 100),
      requestId: read('requestId', 64),
    };
  }, [key]);
  const setFilters = (next: AuditFilters) => {
    const given = names.filter(name => next[name] !== '');
    setSearch(new URLSearchParams(given.map(name => [name, next[name]])), {
      replace: true,
    });
  };
  return { filters, setFilters };
}
