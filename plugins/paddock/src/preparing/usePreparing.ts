import type { Preparing } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { usePortal } from '../portal/usePortal';

const everyMs = 5_000;

const isRunning = ({ items }: Preparing) =>
  items.some(({ state }) => state === 'running');

/** What the platform still prepares. Asked once a page, and again only while something is on its way. */
export function usePreparing(): Preparing['items'] {
  const portal = usePortal();
  const [preparing, setPreparing] = useState<Preparing>({ items: [] });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let last: Preparing = { items: [] };
    const look = async () => {
      try {
        last = await portal.get<Preparing>('/preparing', stop.signal);
        if (!stop.signal.aborted) setPreparing(last);
      } catch {
        // A backend that does not answer is told by the page itself; what was seen last stays.
      }
      if (stop.signal.aborted || !isRunning(last)) return;
      timer = setTimeout(repeat, everyMs);
    };
    const repeat = () => {
      if (document.hidden) timer = setTimeout(repeat, everyMs);
      else void look();
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal]);
  return preparing.items;
}
