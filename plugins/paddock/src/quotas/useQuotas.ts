import type { Quotas } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

export type QuotasState =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  | { state: 'ready'; quotas: Quotas; reason?: string };

/** How often quotas that are shown are looked at again. */
const againMs = 10_000;

/** The quotas of a namespace, while they are shown. */
export function useQuotas(cluster: string, namespace: string): QuotasState {
  const portal = usePortal();
  const [found, setFound] = useState<QuotasState>({ state: 'waiting' });
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/quotas`;
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const quotas = await portal.get<Quotas>(path, stop.signal);
        setFound({ state: 'ready', quotas });
      } catch (error) {
        if (stop.signal.aborted) return;
        const reason = inWords(error);
        setFound(before =>
          before.state === 'ready'
            ? { ...before, reason }
            : { state: 'lost', reason },
        );
      }
      if (!stop.signal.aborted) timer = setTimeout(look, againMs);
    };
    setFound({ state: 'waiting' });
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path]);
  return found;
}
