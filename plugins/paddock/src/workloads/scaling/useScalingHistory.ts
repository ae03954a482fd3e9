import type {
  ScalingHistory,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';

export type ScalingHistoryState =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  /** `missed` says why it could not be read again. */
  | { state: 'known'; history: ScalingHistory; missed?: string };

/** What the autoscaler of a workload did; read again whenever the live view says that something about it has changed. */
export function useScalingHistory(
  { cluster, namespace }: Workload,
  autoscaling: NonNullable<Workload['autoscaling']>,
): ScalingHistoryState {
  const portal = usePortal();
  const [known, setKnown] = useState<ScalingHistoryState>({ state: 'waiting' });
  const path = `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/autoscalers/${autoscaling.name}/history`;
  const seen = JSON.stringify(autoscaling);
  useEffect(() => {
    const stop = new AbortController();
    portal.get<ScalingHistory>(path, stop.signal).then(
      history => setKnown({ state: 'known', history }),
      error => {
        if (stop.signal.aborted) return;
        const reason = inWords(error);
        setKnown(before =>
          before.state === 'known'
            ? { ...before, missed: reason }
            : { state: 'lost', reason },
        );
      },
    );
    return () => stop.abort();
  }, [portal, path, seen]);
  return known;
}
