import type { PodDetail } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';
import type { PodPlace } from './usePodPlace';

export type PodState =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  /** `gone` once it could not be found any more: the last picture stays. */
  | { state: 'ready'; pod: PodDetail; reason?: string };

/** How often an open pod is looked at again. */
const againMs = 5_000;

/** One pod with everything about it, while it is shown. */
export function usePod({ cluster, namespace, name }: PodPlace): PodState {
  const portal = usePortal();
  const [pod, setPod] = useState<PodState>({ state: 'waiting' });
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/pods/${name}`;
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const found = await portal.get<PodDetail>(path, stop.signal);
        setPod({ state: 'ready', pod: found });
      } catch (error) {
        if (stop.signal.aborted) return;
        const reason = inWords(error);
        setPod(before =>
          before.state === 'ready'
            ? { ...before, reason }
            : { state: 'lost', reason },
        );
      }
      if (!stop.signal.aborted) timer = setTimeout(look, againMs);
    };
    setPod({ state: 'waiting' });
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path]);
  return pod;
}
