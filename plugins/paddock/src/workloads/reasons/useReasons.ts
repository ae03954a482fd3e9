import {
  actsOfKind,
  type Finding,
  type Workload,
  type WorkloadReasons,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';
import { pathOf } from '../commands/path';

/** What is read on demand is read again this often while somebody looks. */
const againMs = 15_000;

export interface ReasonsState {
  /** The last that was read; nothing before that. */
  findings?: Finding[];
  /** Why they could not be read the last time. */
  lost?: string;
}

/** Why a workload is so, with what is not streamed; read again when the workload has changed. */
export function useReasons(workload: Workload): ReasonsState {
  const portal = usePortal();
  const [state, setState] = useState<ReasonsState>({});
  const path = `${pathOf(workload)}/reasons`;
  const seen = JSON.stringify(workload.rollout);
  // Of pods alone nothing more is known than is streamed.
  const isRead = actsOfKind[workload.kind].length > 0;
  useEffect(() => {
    if (!isRead) return undefined;
    const stop = new AbortController();
    const read = () =>
      portal.get<WorkloadReasons>(path, stop.signal).then(
        ({ findings }) => setState({ findings }),
        error => {
          if (stop.signal.aborted) return;
          setState(({ findings }) => ({ findings, lost: inWords(error) }));
        },
      );
    const readAgain = () =>
      document.visibilityState === 'visible' ? read() : undefined;
    void read();
    const timer = setInterval(readAgain, againMs);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [portal, path, seen, isRead]);
  return state;
}
