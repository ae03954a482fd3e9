import type { TerminalRights } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

export type Rights =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  | { state: 'known'; missing: TerminalRights };

/** What lacks for terminals in a namespace, or in one pod of it; asked when it is shown. */
export function useRights(
  cluster: string,
  namespace: string,
  pod?: string,
): Rights {
  const portal = usePortal();
  const [rights, setRights] = useState<Rights>({ state: 'waiting' });
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/terminals${pod ? `?pod=${pod}` : ''}`;
  useEffect(() => {
    setRights({ state: 'waiting' });
    if (!cluster || !namespace) return undefined;
    const stop = new AbortController();
    portal.get<TerminalRights>(path, stop.signal).then(
      missing => setRights({ state: 'known', missing }),
      error => {
        if (stop.signal.aborted) return;
        setRights({ state: 'lost', reason: inWords(error) });
      },
    );
    return () => stop.abort();
  }, [portal, path, cluster, namespace]);
  return rights;
}

/** Whether a button can be used, and if not, which right lacks. */
export function mayOf(
  rights: Rights,
  way: keyof TerminalRights,
): true | string {
  switch (rights.state) {
    case 'waiting':
      return 'What you may do here is being asked for.';
    case 'lost':
      return `What you may do here is not known: ${rights.reason}`;
    default: {
      const missing = rights.missing[way];
      const [first] = missing;
      if (!first) return true;
      const names = missing.map(({ verb, resource }) => `${verb} ${resource}`);
      return `You lack the right to ${names.join(' and ')} in ${
        first.namespace
      } of ${first.cluster}.`;
    }
  }
}
