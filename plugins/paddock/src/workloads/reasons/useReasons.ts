import type {
  ReasonFacts,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../../portal/usePortal';
import { pathOf } from '../commands/path';

/** Events are not streamed: they are read again this often while somebody looks. */
const againMs = 15_000;

export interface ReasonsState {
  /** The last that was read; nothing before that. */
  facts?: ReasonFacts;
  /** Why they could not be read the last time. */
  lost?: string;
}

/** What the reasons of a workload are told from; read again when the workload has changed. */
export function useReasons(workload: Workload): ReasonsState {
  const portal = usePortal();
  const [state, setState] = useState<ReasonsState>({});
  const path = `${pathOf(workload)}/reasons`;
  const seen = JSON.stringify(workload.rollout);
  useEffect(() => {
    const stop = new AbortController();
    const read = () =>
      portal.get<ReasonFacts>(path, stop.signal).then(
        facts => setState({ facts }),
        error => {
          if (stop.signal.aborted) return;
          setState(({ facts }) => ({ facts, lost: inWords(error) }));
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
  }, [portal, path, seen]);
  return state;
}
